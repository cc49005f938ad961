/**
 * Sources outside into rows: {@link dev.plumbline.steps.ingest.ReadCsv}, {@link
 * dev.plumbline.steps.ingest.ReadJson}, {@link dev.plumbline.steps.ingest.ReadParquet} and {@link
 * dev.plumbline.steps.ingest.ReadJdbc}. All of them check a source's columns against the row's
 * record before the first row, and throw {@link dev.plumbline.steps.ingest.SourceException} for a
 * source that another attempt would not read either.
 */
package dev.plumbline.steps.ingest;
