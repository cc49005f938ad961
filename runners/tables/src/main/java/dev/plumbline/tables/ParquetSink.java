package dev.plumbline.tables;

import dev.plumbline.pipeline.schema.Field;
import dev.plumbline.pipeline.schema.Schema;
import io.delta.kernel.defaults.engine.fileio.OutputFile;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/** One Parquet file being written, with some of a record's columns. */
final class ParquetSink implements Closeable {
  private final ParquetWriter<Object[]> writer;

  /**
   * @param columns indexes of the fields that go into the file
   * @param rowGroupBytes bounds the memory that it holds
   */
  ParquetSink(OutputFile file, Schema<?> schema, int[] columns, long rowGroupBytes)
      throws IOException {
    this.writer =
        new Builder(new ParquetOutput(file), new Cells(schema, columns))
            .withConf(new PlainParquetConfiguration())
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            .withRowGroupSize(rowGroupBytes)
            .build();
  }

  void write(Object[] cells) throws IOException {
    writer.write(cells);
  }

  /** Bytes written and held. */
  long sizeBytes() {
    return writer.getDataSize();
  }

  /** Ends the file, which is durable then. */
  @Override
  public void close() throws IOException {
    writer.close();
  }

  private static final class Builder extends ParquetWriter.Builder<Object[], Builder> {
    private final Cells cells;

    Builder(ParquetOutput file, Cells cells) {
      super(file);
      this.cells = cells;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<Object[]> getWriteSupport(ParquetConfiguration conf) {
      return cells;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract still
    protected WriteSupport<Object[]> getWriteSupport(Configuration conf) {
      return cells;
    }
  }

  private static final class Cells extends WriteSupport<Object[]> {
    private final MessageType type;
    private final String[] names;
    private final int[] columns;
    private final CellWriter[] writers;
    private RecordConsumer out;

    Cells(Schema<?> schema, int[] columns) {
      List<Field> fields = schema.fields();
      this.columns = columns;
      this.names = new String[columns.length];
      this.writers = new CellWriter[columns.length];
      Field[] some = new Field[columns.length];
      for (int i = 0; i < columns.length; i++) {
        some[i] = fields.get(columns[i]);
        names[i] = some[i].name();
        writers[i] = CellWriter.of(some[i].type());
      }
      this.type = ParquetTypes.message(List.of(some));
    }

    @Override
    @SuppressWarnings("deprecation") // abstract still
    public WriteContext init(Configuration conf) {
      return new WriteContext(type, Map.of());
    }

    @Override
    public WriteContext init(ParquetConfiguration conf) {
      return new WriteContext(type, Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
      this.out = consumer;
    }

    @Override
    public void write(Object[] cells) {
      out.startMessage();
      for (int i = 0; i < writers.length; i++) {
        CellWriter.field(out, names[i], i, writers[i], cells[columns[i]]);
      }
      out.endMessage();
    }
  }
}
