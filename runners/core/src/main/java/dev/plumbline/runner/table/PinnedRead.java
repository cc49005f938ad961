package dev.plumbline.runner.table;

import dev.plumbline.pipeline.schema.Schema;
import java.net.URI;

/** A part of one version of a table, to be read as records of a schema, its columns only. */
public record PinnedRead(
    String table, URI location, String tableId, long version, RowRange range, Schema<?> schema) {}
