package dev.plumbline.pipeline;

/** The two sides of a split. */
public record Parts<T>(Dataset<T> train, Dataset<T> test) {}
