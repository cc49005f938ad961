package proof;

import dev.plumbline.tables.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A project in a folder, with the state from which every trial begins. Records hold places, so it is
 * the folder's content that is put back and never the folder that is another. Its tables lie in it, or
 * in a bucket.
 */
final class Lane {
  private final Path project;
  private final Path base;
  private final Path kept;
  private final Optional<Bucket> bucket;
  private final List<String> java;
  private int logs;

  /** How a process ended and what it said. */
  record Said(int exit, String text) {
    boolean says(String words) {
      return text.contains(words);
    }
  }

  /** A process under way. */
  record Started(Process process, Path log) {
    Said end() {
      try {
        if (!process.waitFor(10, TimeUnit.MINUTES)) {
          process.destroyForcibly().waitFor();
          throw new IllegalStateException("a process did not end in ten minutes: " + log);
        }
        return new Said(process.exitValue(), Files.readString(log));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * @param java the command that starts plumb, up to its words
   */
  Lane(Path folder, Optional<Bucket> bucket, List<String> java) {
    this.project = folder.resolve("project");
    this.base = folder.resolve("base");
    this.kept = folder.resolve("kept");
    this.bucket = bucket;
    this.java = List.copyOf(java);
  }

  Path project() {
    return project;
  }

  URI tables() {
    return bucket.map(Bucket::tables).orElse(project.resolve(".plumbline/tables").toUri());
  }

  Storage storage() {
    return bucket.map(Bucket::storage).orElse(Storage.local());
  }

  void make(Path sources, String conf) throws IOException {
    delete(project);
    delete(base);
    if (bucket.isPresent()) {
      bucket.get().empty();
    }
    Files.createDirectories(project.resolve("conf/base"));
    Files.writeString(project.resolve("conf/base/plumb.properties"), conf + bucket.map(Bucket::conf).orElse(""));
    for (String file : List.of("berths.csv", "crossings.csv")) {
      Files.copy(sources.resolve(file), project.resolve(file));
    }
  }

  /** Keeps the present state as the one that trials begin with. */
  void keep() throws IOException {
    delete(base);
    copy(project, base);
    if (bucket.isPresent()) {
      bucket.get().keep(kept);
    }
  }

  void restore() throws IOException {
    delete(project);
    copy(base, project);
    if (bucket.isPresent()) {
      bucket.get().restore(kept);
    }
  }

  /**
   * @param fault a value of plumb.failpoint; empty for none
   */
  Started start(String fault, String... words) throws IOException {
    List<String> command = new ArrayList<>(java);
    if (!fault.isEmpty()) {
      command.add(1, "-Dplumb.failpoint=" + fault);
    }
    command.add(1, "-Dplumb.project=" + project);
    command.addAll(Arrays.asList(words));
    Path log = project.resolve("log-" + ++logs + ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(project.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    return new Started(process, log);
  }

  Said run(String fault, String... words) throws IOException {
    return start(fault, words).end();
  }

  static void delete(Path folder) throws IOException {
    deleteWithin(folder);
    Files.deleteIfExists(folder);
  }

  static void deleteWithin(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> walk = Files.walk(folder).filter(each -> !each.equals(folder))) {
        for (Path each : walk.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(each);
        }
      }
    }
  }

  static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(folder)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(
                file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
