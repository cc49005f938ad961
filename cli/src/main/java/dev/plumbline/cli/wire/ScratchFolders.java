package dev.plumbline.cli.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Where processes keep what they need while they run: a folder for each, named by its run and its
 * process. Those of processes that were killed stay behind until somebody looks.
 */
public record ScratchFolders(Path root) {
  static ScratchFolders in(Path data) {
    return new ScratchFolders(data.resolve("scratch"));
  }

  /** This process's for a run; those that ended processes of the run left behind are deleted. */
  Path own(String runId) {
    sweep(runId);
    return root.resolve(runId + "." + ProcessHandle.current().pid());
  }

  /** What outlives a run in this process, that of its first run. */
  Path session(String runId) {
    return root.resolve(runId + ".session." + ProcessHandle.current().pid());
  }

  /** Deletes what ended processes of a run left behind. */
  public void sweep(String runId) {
    delete(left(name -> name.startsWith(runId + ".")));
  }

  /** Those of processes that have ended. */
  public List<Path> left() {
    return left(name -> true);
  }

  private List<Path> left(Predicate<String> wanted) {
    try (Stream<Path> folders = Files.list(root)) {
      List<Path> left = new ArrayList<>();
      for (Path folder : folders.sorted().toList()) {
        String name = folder.getFileName().toString();
        String process = name.substring(name.lastIndexOf('.') + 1);
        boolean lives =
            process.matches("[0-9]{1,18}") && ProcessHandle.of(Long.parseLong(process)).isPresent();
        if (wanted.test(name) && !lives) {
          left.add(folder);
        }
      }
      return left;
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + root + ": " + e.getMessage(), e);
    }
  }

  /** Deletes folders with all that is in them. */
  public static void delete(List<Path> folders) {
    for (Path folder : folders) {
      try (Stream<Path> walk = Files.walk(folder)) {
        for (Path each : walk.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(each);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot delete " + folder + ": " + e.getMessage(), e);
      }
    }
  }
}
