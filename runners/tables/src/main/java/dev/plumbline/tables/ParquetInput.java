package dev.plumbline.tables;

import io.delta.kernel.defaults.engine.fileio.SeekableInputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;

/** A local Parquet file, checked as {@link NioInput} does. */
record ParquetInput(Path file) implements InputFile {
  @Override
  public long getLength() throws IOException {
    return new NioInput(file).length();
  }

  @Override
  public org.apache.parquet.io.SeekableInputStream newStream() throws IOException {
    return new Stream(new NioInput(file).newStream());
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
