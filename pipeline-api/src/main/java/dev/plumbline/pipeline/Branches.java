package dev.plumbline.pipeline;

/** The two outputs of a {@link BranchStep}. */
public record Branches<A, B>(Dataset<A> first, Dataset<B> second) {}
