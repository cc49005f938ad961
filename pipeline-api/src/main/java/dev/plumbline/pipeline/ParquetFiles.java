package dev.plumbline.pipeline;

import java.nio.file.Path;
import java.util.List;

/**
 * An ingest whose source is Parquet files with one column for each field of the row, by name. An
 * engine may then read them with its own columnar reader; the rows are the same.
 */
public interface ParquetFiles {
  /** The files, resolved. Throws when one is missing. */
  List<Path> files(Resources resources) throws Exception;
}
