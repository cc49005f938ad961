package dev.plumbline.s3;

import dev.plumbline.pipeline.fault.FailPoint;
import io.delta.kernel.defaults.engine.fileio.OutputFile;
import io.delta.kernel.defaults.engine.fileio.PositionOutputStream;
import io.delta.kernel.utils.CloseableIterator;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An object that is put whole: a commit from memory, a data file from a temporary file. */
record S3Output(S3Objects objects, CommitRule rule, String path) implements OutputFile {
  @Override
  public PositionOutputStream create(boolean atomicWrite) throws IOException {
    return new Stream(objects, S3Key.of(path), Files.createTempFile("plumb-s3-", ".put"));
  }

  @Override
  public void writeAtomically(CloseableIterator<String> lines, boolean overwrite)
      throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    try (lines) {
      while (lines.hasNext()) {
        content.write(lines.next().getBytes(StandardCharsets.UTF_8));
        content.write('\n');
      }
    }
    write(content.toByteArray(), overwrite);
  }

  void write(byte[] content, boolean overwrite) throws IOException {
    S3Key key = S3Key.of(path);
    if (overwrite) {
      objects.put(key, content);
      return;
    }
    boolean commit = path.endsWith(".json");
    if (commit) {
      FailPoint.LOG_WRITTEN.reached();
    }
    create(key, content);
    if (commit) {
      FailPoint.LOG_LINKED.reached();
    }
  }

  private void create(S3Key key, byte[] content) throws IOException {
    try {
      if (rule == CommitRule.LEASE) {
        putAlone(key, content);
      } else {
        objects.putIfAbsent(key, content);
      }
    } catch (IOException e) {
      // An answer may be lost on its way, and the request repeated: what is there tells.
      if (!isOwn(key, content, e)) {
        throw e;
      }
    }
  }

  private boolean isOwn(S3Key key, byte[] content, IOException failure) {
    try {
      return objects.holds(key, content);
    } catch (IOException e) {
      failure.addSuppressed(e);
      return false;
    }
  }

  /** Where the run's lease keeps others from writing. */
  private void putAlone(S3Key key, byte[] content) throws IOException {
    try {
      objects.head(key);
    } catch (FileNotFoundException e) {
      objects.put(key, content);
      return;
    }
    throw new FileAlreadyExistsException(key.toString());
  }

  /** Put when it is closed, unless a write failed. */
  private static final class Stream extends PositionOutputStream {
    private final S3Objects objects;
    private final S3Key key;
    private final Path file;
    private final OutputStream out;
    private long position;
    private boolean failed;
    private boolean closed;

    Stream(S3Objects objects, S3Key key, Path file) throws IOException {
      this.objects = objects;
      this.key = key;
      this.file = file;
      this.out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
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
        if (!failed) {
          objects.put(key, file);
        }
      } finally {
        Files.deleteIfExists(file);
      }
    }
  }
}
