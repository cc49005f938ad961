package dev.plumbline.spark.rows;

import java.io.Serializable;

/** A {@link SpillFile} and how many rows it holds. */
public record Spilled(String path, long rows) implements Serializable {}
