package dev.plumbline.spark.rows;

import dev.plumbline.pipeline.Model;
import dev.plumbline.spark.encode.TypeName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.spark.broadcast.Broadcast;

/**
 * A model directory as it travels: its path for tasks on this machine, its bytes for others.
 *
 * @param zip none where every task runs in the driver's process, else one
 */
public record ModelParcel(
    String folder,
    String digest,
    String features,
    String prediction,
    List<Broadcast<byte[]>> zip,
    TaskServices services)
    implements Serializable {

  /** Loads the model for one task, which closes it. */
  @SuppressWarnings("unchecked")
  public Model<Object, Object> open() {
    Path here = zip.isEmpty() ? Path.of(folder) : unpacked();
    return (Model<Object, Object>)
        services.models().load(here, TypeName.parse(features), TypeName.parse(prediction), 1);
  }

  /** The files of a folder in one piece of bytes. */
  public static byte[] pack(Path folder) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes);
        Stream<Path> walk = Files.walk(folder)) {
      List<Path> files = walk.filter(Files::isRegularFile).sorted().toList();
      for (Path file : files) {
        zip.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
        Files.copy(file, zip);
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot pack model " + folder, e);
    }
    return bytes.toByteArray();
  }

  /** The model on this machine: unpacked by whichever task comes first, named by its digest. */
  private Path unpacked() {
    Path all = Path.of(System.getProperty("java.io.tmpdir"), "plumbline-models");
    Path done = all.resolve(digest);
    try {
      if (!Files.exists(done)) {
        Files.createDirectories(all);
        Path own = Files.createTempDirectory(all, "unpacking");
        unzip(zip.get(0).value(), own);
        publish(own, done);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot unpack model into " + done, e);
    }
    return done;
  }

  private static void unzip(byte[] bytes, Path into) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = into.resolve(entry.getName()).normalize();
        if (!file.startsWith(into)) {
          throw new IOException("Cannot unpack " + entry.getName() + ": it leaves its folder");
        }
        Files.createDirectories(file.getParent());
        Files.copy(zip, file);
      }
    }
  }

  private static void publish(Path own, Path done) throws IOException {
    try {
      Files.move(own, done, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) { // which one differs by system
      if (!Files.isDirectory(done)) {
        throw e;
      }
      // Another task was faster; its copy has the same digest, ours is temporary.
      try (Stream<Path> walk = Files.walk(own)) {
        for (Path each : walk.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }
}
