package dev.plumbline.tables;

import java.io.IOException;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** A new Parquet file, as Kernel makes files; it is there, and durable, when it was closed. */
record ParquetOutput(io.delta.kernel.defaults.engine.fileio.OutputFile file) implements OutputFile {
  @Override
  public PositionOutputStream create(long blockSize) throws IOException {
    return new Stream(file.create(false));
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSize) throws IOException {
    return create(blockSize);
  }

  @Override
  public boolean supportsBlockSize() {
    return false;
  }

  @Override
  public long defaultBlockSize() {
    return -1;
  }

  @Override
  public String getPath() {
    return file.path();
  }

  private static final class Stream extends PositionOutputStream {
    private final io.delta.kernel.defaults.engine.fileio.PositionOutputStream out;

    Stream(io.delta.kernel.defaults.engine.fileio.PositionOutputStream out) {
      this.out = out;
    }

    @Override
    public long getPos() throws IOException {
      return out.getPos();
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
