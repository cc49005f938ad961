package dev.plumbline.steps.ingest;

import dev.plumbline.pipeline.IngestOutput;
import dev.plumbline.pipeline.IngestStep;
import dev.plumbline.pipeline.Resources;
import dev.plumbline.pipeline.Source;
import dev.plumbline.pipeline.schema.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * CSV files (RFC 4180) into rows. The first line is the header and holds every field of the record
 * by name; further columns are skipped. A row whose values don't fit is rejected with its file and
 * line, the column, the value and what was expected; quotes that break the lines fail the file.
 *
 * <p>Booleans are {@code true} and {@code false}, dates and times ISO 8601 (a blank for the {@code
 * T} will do; an instant names its zone), binary is Base64; nested types are refused.
 *
 * @param source a file, a folder (its {@code .csv} and {@code .tsv} files) or a glob; {@code .gz}
 *     is unpacked
 * @param tolerance the share of rows, 0 to 1, that may be rejected
 */
public record ReadCsv<O extends Record>(
    Class<O> type, Path source, CsvFormat format, double tolerance) implements IngestStep<O> {
  private static final List<String> ENDINGS = List.of(".csv", ".tsv");

  public ReadCsv {
    Tolerance.check(tolerance);
    CsvRows.check(Schema.of(type), format);
  }

  /** Standard CSV, no bad row tolerated. */
  public ReadCsv(Class<O> type, Path source) {
    this(type, source, CsvFormat.STANDARD, 0);
  }

  public ReadCsv<O> withFormat(CsvFormat other) {
    return new ReadCsv<>(type, source, other, tolerance);
  }

  public ReadCsv<O> withTolerance(double share) {
    return new ReadCsv<>(type, source, format, share);
  }

  @Override
  public List<Part> parts(Resources resources) throws IOException {
    return SourceFiles.find(resources, source, ENDINGS).parts();
  }

  @Override
  public void read(Part part, Resources resources, IngestOutput<? super O> out) throws IOException {
    SourceFiles files = SourceFiles.find(resources, source, ENDINGS);
    new CsvRows<>(Schema.of(type), format, part.name()).read(files.file(part), out);
  }

  @Override
  public Source source(Resources resources) throws IOException {
    return new Source.Files(SourceFiles.find(resources, source, ENDINGS).files());
  }
}
