package dev.plumbline.tables;

import io.delta.kernel.defaults.engine.fileio.OutputFile;
import io.delta.kernel.defaults.engine.fileio.PositionOutputStream;
import io.delta.kernel.utils.CloseableIterator;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that is written whole: lines of a commit, or a checkpoint. */
record NioOutput(Path file) implements OutputFile {
  @Override
  public String path() {
    return file.toString();
  }

  @Override
  public PositionOutputStream create(boolean atomicWrite) throws IOException {
    Files.createDirectories(file.getParent());
    Path own = atomicWrite ? LinkedCommit.beside(file) : file;
    return new Stream(
        own, file, Files.newOutputStream(own, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
  }

  @Override
  public void writeAtomically(CloseableIterator<String> data, boolean overwrite)
      throws IOException {
    try (data) {
      if (overwrite) {
        LinkedCommit.replace(file, data);
      } else if (file.toString().endsWith(".crc")) {
        LinkedCommit.createHint(file, data);
      } else {
        LinkedCommit.create(file, data);
      }
    }
  }

  /** Placed and durable when it is closed, unless a write failed or another file has its name. */
  private static final class Stream extends PositionOutputStream {
    private final Path own;
    private final Path file;
    private final OutputStream out;
    private final FileSums.Writer sums = new FileSums.Writer();
    private long position;
    private boolean failed;
    private boolean closed;

    Stream(Path own, Path file, OutputStream out) {
      this.own = own;
      this.file = file;
      this.out = new BufferedOutputStream(out, 1 << 16);
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
        sums.update(bytes, offset, length);
        position += length;
      } catch (IOException e) {
        failed = true;
        throw e;
      }
    }

    @Override
    public void close() throws IOException {
      if (closed) {
        return;
      }
      closed = true;
      try {
        out.close();
      } catch (IOException e) {
        failed = true;
        throw e;
      } finally {
        if (failed) {
          Files.deleteIfExists(own);
        }
      }
      if (failed) {
        return;
      }
      if (own == file) {
        LinkedCommit.force(file);
        sums.keep(file, true);
        LinkedCommit.force(file.getParent());
      } else {
        LinkedCommit.place(own, file, sums);
      }
    }
  }
}
