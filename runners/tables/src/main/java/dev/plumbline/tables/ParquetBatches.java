package dev.plumbline.tables;

import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.defaults.engine.fileio.InputFile;
import io.delta.kernel.defaults.internal.parquet.ParquetFileReader.BatchReadSupport;
import io.delta.kernel.exceptions.KernelEngineException;
import io.delta.kernel.types.MetadataColumnSpec;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.util.NoSuchElementException;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;

/**
 * The batches of one Parquet file. Kernel's own reader parses Hadoop's default configuration twice
 * for each file that doesn't come from Hadoop; this one asks for none.
 */
final class ParquetBatches implements CloseableIterator<ColumnarBatch> {
  private static final int ROWS = 1024;

  private final InputFile file;
  private final BatchReadSupport support;
  private final boolean wantsRowIndex;
  private final ParquetReader<Object> reader;
  private boolean ahead;

  ParquetBatches(InputFile file, StructType schema) {
    this.file = file;
    this.support = new BatchReadSupport(ROWS, schema);
    this.wantsRowIndex = schema.contains(MetadataColumnSpec.ROW_INDEX);
    try {
      this.reader =
          new ParquetReader.Builder<Object>(
              new ParquetInput(file), new PlainParquetConfiguration()) {
            @Override
            protected ReadSupport<Object> getReadSupport() {
              return support;
            }
          }.build();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private KernelEngineException failed(IOException e) {
    return new KernelEngineException("Cannot read Parquet file " + file.path(), e);
  }

  @Override
  public boolean hasNext() {
    try {
      ahead = ahead || reader.read() != null;
      return ahead;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public ColumnarBatch next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    int rows = 0;
    do {
      ahead = false;
      support.finalizeCurrentRow(wantsRowIndex ? reader.getCurrentRowIndex() : -1);
      rows++;
    } while (rows < ROWS && hasNext());
    return support.getDataAsColumnarBatch(rows);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
