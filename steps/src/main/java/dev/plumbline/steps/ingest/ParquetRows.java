package dev.plumbline.steps.ingest;

import dev.plumbline.pipeline.IngestOutput;
import dev.plumbline.pipeline.schema.Schema;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;

/** One open file, whose columns fit the record. Used by one thread, closed by who opened it. */
final class ParquetRows<O> implements Closeable {
  private final Schema<O> schema;
  private final String name;
  private final ParquetFileReader reader;
  private final MessageType wanted;

  private ParquetRows(Schema<O> schema, String name, ParquetFileReader reader, MessageType wanted) {
    this.schema = schema;
    this.name = name;
    this.reader = reader;
    this.wanted = wanted;
  }

  /** Throws when the file isn't Parquet or its columns don't fit, naming each that doesn't. */
  static <O> ParquetRows<O> open(Schema<O> schema, Path file, String name) throws IOException {
    // The plain configuration keeps Hadoop's XML defaults unread.
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .usePageChecksumVerification()
            .build();
    ParquetFileReader reader;
    try {
      reader = ParquetFileReader.open(new LocalInputFile(file), options);
    } catch (RuntimeException e) {
      throw new SourceException("Cannot read " + file + ": " + e.getMessage(), e);
    }
    try {
      MessageType found = reader.getFileMetaData().getSchema();
      ParquetMatch match = new ParquetMatch(file.toString());
      MessageType wanted = match.project(schema, found);
      reader.setRequestedSchema(wanted);
      return new ParquetRows<>(schema, name, reader, wanted);
    } catch (RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  int groups() {
    return reader.getRowGroups().size();
  }

  void read(int group, IngestOutput<? super O> out) throws IOException {
    List<BlockMetaData> groups = reader.getRowGroups();
    if (group >= groups.size()) {
      throw new SourceException(
          "Cannot read " + name + ": row group " + group + " is gone, run again");
    }
    long row = 0;
    for (int i = 0; i < group; i++) {
      row += groups.get(i).getRowCount();
    }
    try (PageReadStore pages = pages(group, row)) {
      ParquetCells cells = new ParquetCells(schema, wanted);
      RecordReader<Object[]> records = records(pages, cells, row);
      for (long left = pages.getRowCount(); left > 0; left--) {
        Object[] next = next(records, row);
        row++;
        hand(next, cells.takeFault(), name + " row " + row, out);
      }
    }
  }

  private PageReadStore pages(int group, long row) throws IOException {
    try {
      return reader.readRowGroup(group);
    } catch (IOException e) {
      throw new IOException(damaged(row, e), e);
    } catch (RuntimeException e) {
      throw new SourceException(damaged(row, e), e);
    }
  }

  private RecordReader<Object[]> records(PageReadStore pages, ParquetCells cells, long row) {
    try {
      MessageColumnIO columns =
          new ColumnIOFactory(reader.getFileMetaData().getCreatedBy())
              .getColumnIO(wanted, reader.getFileMetaData().getSchema());
      return columns.getRecordReader(pages, cells);
    } catch (RuntimeException e) {
      throw new SourceException(damaged(row, e), e);
    }
  }

  /** Decoders meet damage with exceptions of any kind. */
  private Object[] next(RecordReader<Object[]> records, long row) {
    try {
      return records.read();
    } catch (RuntimeException e) {
      throw new SourceException(damaged(row, e), e);
    }
  }

  private String damaged(long row, Exception cause) {
    return "Cannot read "
        + name
        + ": it can't be decoded after row "
        + row
        + " ("
        + cause.getMessage()
        + "), get it again";
  }

  private void hand(Object[] cells, String fault, String where, IngestOutput<? super O> out) {
    O row;
    try {
      if (!fault.isEmpty()) {
        out.reject(where, fault);
        return;
      }
      row = schema.row(cells);
    } catch (IllegalArgumentException e) {
      out.reject(where, String.valueOf(e.getMessage()));
      return;
    }
    out.emit(row);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
