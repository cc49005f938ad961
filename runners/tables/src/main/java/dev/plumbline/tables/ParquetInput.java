package dev.plumbline.tables;

import io.delta.kernel.defaults.engine.fileio.SeekableInputStream;
import java.io.IOException;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;

/** A Parquet file as Kernel opens it, in Parquet's words. */
record ParquetInput(io.delta.kernel.defaults.engine.fileio.InputFile file) implements InputFile {
  @Override
  public long getLength() throws IOException {
    return file.length();
  }

  @Override
  public org.apache.parquet.io.SeekableInputStream newStream() throws IOException {
    return new Stream(file.newStream());
  }

  private static final class Stream extends DelegatingSeekableInputStream {
    private final SeekableInputStream in;

    Stream(SeekableInputStream in) {
      super(in);
      this.in = in;
    }

    @Override
    public long getPos() throws IOException {
      return in.getPos();
    }

    @Override
    public void seek(long position) throws IOException {
      in.seek(position);
    }
  }
}
