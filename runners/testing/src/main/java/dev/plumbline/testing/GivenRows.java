package dev.plumbline.testing;

import dev.plumbline.pipeline.IngestOutput;
import dev.plumbline.pipeline.IngestStep;
import dev.plumbline.pipeline.Resources;
import dev.plumbline.pipeline.Source;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.codec.RowCodec;
import java.util.List;
import java.util.zip.CRC32;

/** Stands in for an ingest step: gives the rows of a test, and is identified by them. */
record GivenRows(Content rows) implements IngestStep<Object> {
  /** Rows, told by their number and a digest. */
  static final class Content {
    private final List<Object> rows;
    private final String digest;

    private <T> Content(Schema<T> schema, List<?> rows) {
      RowCodec codec = RowCodec.of(schema);
      CRC32 crc = new CRC32();
      for (Object row : rows) {
        crc.update(codec.toBytes(schema.cells(schema.type().cast(row))));
      }
      this.rows = List.copyOf(rows);
      this.digest = Long.toHexString(crc.getValue());
    }

    @Override
    public String toString() {
      return rows.size() + " rows, " + digest;
    }
  }

  static GivenRows of(String step, Schema<?> schema, List<?> rows) {
    for (Object row : rows) {
      if (!schema.type().isInstance(row)) {
        throw new IllegalArgumentException(
            "Cannot give step "
                + step
                + " rows of "
                + row.getClass().getSimpleName()
                + ": it makes "
                + schema.type().getSimpleName());
      }
    }
    return new GivenRows(new Content(schema, rows));
  }

  @Override
  public void read(Part part, Resources resources, IngestOutput<? super Object> out) {
    rows.rows.forEach(out::emit);
  }

  @Override
  public Source source(Resources resources) {
    return new Source.Probed(rows.toString());
  }
}
