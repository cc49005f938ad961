package dev.plumbline.steps.ingest;

import dev.plumbline.pipeline.IngestOutput;
import dev.plumbline.pipeline.IngestStep;
import dev.plumbline.pipeline.ParquetFiles;
import dev.plumbline.pipeline.Resources;
import dev.plumbline.pipeline.Source;
import dev.plumbline.pipeline.schema.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Parquet files into rows: a column for each field by name, nested ones too; further columns are
 * not read. Types are checked against the record before the first row: integers and floats may be
 * widened and a decimal may gain digits, nothing else is converted. A time finer than a
 * microsecond, an absent primitive or a value that the record refuses rejects the row.
 *
 * <p>A part is one row group of one file.
 *
 * @param source a file, a folder (its {@code .parquet} files) or a glob
 * @param tolerance the share of rows, 0 to 1, that may be rejected
 */
public record ReadParquet<O extends Record>(Class<O> type, Path source, double tolerance)
    implements IngestStep<O>, ParquetFiles {
  private static final List<String> ENDINGS = List.of(".parquet");

  public ReadParquet {
    Tolerance.check(tolerance);
    Schema.of(type);
  }

  /** No bad row tolerated. */
  public ReadParquet(Class<O> type, Path source) {
    this(type, source, 0);
  }

  public ReadParquet<O> withTolerance(double share) {
    return new ReadParquet<>(type, source, share);
  }

  @Override
  public List<Path> files(Resources resources) throws IOException {
    return SourceFiles.find(resources, source, ENDINGS).files();
  }

  @Override
  public Source source(Resources resources) throws IOException {
    return new Source.Files(files(resources));
  }

  @Override
  public List<Part> parts(Resources resources) throws IOException {
    SourceFiles found = SourceFiles.find(resources, source, ENDINGS);
    List<Part> parts = new ArrayList<>();
    for (Path file : found.files()) {
      try (ParquetRows<O> rows = ParquetRows.open(Schema.of(type), file, found.name(file))) {
        for (int i = 0; i < rows.groups(); i++) {
          parts.add(new Part(found.name(file) + "#" + i));
        }
      }
    }
    return parts;
  }

  @Override
  public void read(Part part, Resources resources, IngestOutput<? super O> out) throws IOException {
    int mark = part.name().lastIndexOf('#');
    String name = part.name().substring(0, mark);
    Path file = SourceFiles.find(resources, source, ENDINGS).file(new Part(name));
    try (ParquetRows<O> rows = ParquetRows.open(Schema.of(type), file, name)) {
      rows.read(Integer.parseInt(part.name().substring(mark + 1)), out);
    }
  }
}
