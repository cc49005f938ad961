package dev.plumbline.pipeline;

/** What a model sees, and what is true: the usual training row. */
public record Labelled<F, L>(F features, L label) {}
