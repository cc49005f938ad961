/**
 * Rows as records: read {@link dev.plumbline.pipeline.schema.Schema} first, then {@link
 * dev.plumbline.pipeline.schema.FieldType} for what a field may hold and how its cell looks.
 */
package dev.plumbline.pipeline.schema;
