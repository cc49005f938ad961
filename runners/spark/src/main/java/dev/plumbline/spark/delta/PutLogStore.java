package dev.plumbline.spark.delta;

import dev.plumbline.pipeline.fault.FailPoint;
import io.delta.storage.HadoopFileSystemLogStore;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.Arrays;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;

/**
 * Delta's log in S3, each commit made by a conditional put, so that of two processes one alone wins
 * a version. For {@code spark.delta.logStore.s3a.impl}; made by Delta, by its name.
 */
public final class PutLogStore extends HadoopFileSystemLogStore {
  /** Set to LEASE where the run's lease keeps other writers away, for a store without such puts. */
  private static final String RULE = "plumbline.s3.commit";

  public PutLogStore(Configuration conf) {
    super(conf);
  }

  @Override
  public void write(Path path, Iterator<String> actions, Boolean overwrite, Configuration conf)
      throws IOException {
    FileSystem files = path.getFileSystem(conf);
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    while (actions.hasNext()) {
      content.write(actions.next().getBytes(StandardCharsets.UTF_8));
      content.write('\n');
    }
    if (overwrite) {
      put(files.createFile(path).overwrite(true), content.toByteArray());
    } else if (files.exists(path)) { // spares the loser the writing; the store decides
      throw new FileAlreadyExistsException(path.toString());
    } else {
      FailPoint.LOG_WRITTEN.reached();
      create(files, path, content.toByteArray(), conf.get(RULE, "").equals("LEASE"));
      FailPoint.LOG_LINKED.reached();
    }
  }

  /** Whether or not a file was seen there; under a lease it was not. */
  static void create(FileSystem files, Path path, byte[] content, boolean leased)
      throws IOException {
    var create = files.createFile(path).overwrite(true);
    if (!leased) {
      create.must(CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, true);
    }
    try {
      put(create, content);
    } catch (IOException e) {
      // Another was faster, or an answer was lost on its way: what is there tells.
      if (!holds(files, path, content, e)) {
        throw e;
      }
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "Cannot commit "
              + path
              + ": this Hadoop has no conditional put, use 3.4.2 or later, or s3.commit=lease",
          e);
    }
  }

  private static void put(FSDataOutputStreamBuilder<?, ?> create, byte[] content)
      throws IOException {
    FSDataOutputStream out = create.build();
    try {
      out.write(content);
    } catch (IOException e) {
      out.abort(); // closing it would publish a part
      throw e;
    }
    out.close();
  }

  /** Whether the file is our own; throws when it is another's. */
  private static boolean holds(FileSystem files, Path path, byte[] content, IOException failure)
      throws FileAlreadyExistsException {
    byte[] there;
    try (FSDataInputStream in = files.open(path)) {
      there = in.readAllBytes();
    } catch (FileNotFoundException e) {
      return false;
    } catch (IOException e) {
      failure.addSuppressed(e);
      return false;
    }
    if (!Arrays.equals(there, content)) {
      var taken = new FileAlreadyExistsException(path.toString());
      taken.initCause(failure);
      throw taken;
    }
    return true;
  }

  @Override
  public Boolean isPartialWriteVisible(Path path, Configuration conf) {
    return false;
  }
}
