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
 * JSON lines, one object each, in UTF-8, into rows: fields by name, nested records, lists and maps
 * too; fields that the record lacks are skipped, fields that the object lacks are absent. A line
 * that doesn't fit is rejected with its file and number, the field, the value and what was
 * expected.
 *
 * <p>Numbers are JSON numbers ({@code "NaN"} and infinities as strings), decimals may be strings,
 * dates and times are strings in ISO 8601, binary is a string in Base64.
 *
 * @param source a file, a folder (its {@code .jsonl}, {@code .ndjson} and {@code .json} files) or a
 *     glob; {@code .gz} is unpacked
 * @param tolerance the share of rows, 0 to 1, that may be rejected
 */
public record ReadJson<O extends Record>(Class<O> type, Path source, double tolerance)
    implements IngestStep<O> {
  private static final List<String> ENDINGS = List.of(".jsonl", ".ndjson", ".json");

  public ReadJson {
    Tolerance.check(tolerance);
    Schema.of(type);
  }

  /** No bad row tolerated. */
  public ReadJson(Class<O> type, Path source) {
    this(type, source, 0);
  }

  public ReadJson<O> withTolerance(double share) {
    return new ReadJson<>(type, source, share);
  }

  @Override
  public List<Part> parts(Resources resources) throws IOException {
    return SourceFiles.find(resources, source, ENDINGS).parts();
  }

  @Override
  public void read(Part part, Resources resources, IngestOutput<? super O> out) throws IOException {
    SourceFiles files = SourceFiles.find(resources, source, ENDINGS);
    JsonRows.read(Schema.of(type), files.file(part), part.name(), out);
  }

  @Override
  public Source source(Resources resources) throws IOException {
    return new Source.Files(SourceFiles.find(resources, source, ENDINGS).files());
  }
}
