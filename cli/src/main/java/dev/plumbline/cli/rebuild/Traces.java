package dev.plumbline.cli.rebuild;

import dev.plumbline.cli.wire.DeclaredTables;
import dev.plumbline.pipeline.event.EventJson;
import dev.plumbline.pipeline.event.RunEvent;
import dev.plumbline.pipeline.port.ModelFormat;
import dev.plumbline.runner.table.TableCatalog;
import dev.plumbline.runner.table.TableCommit;
import dev.plumbline.runner.table.TableException;
import dev.plumbline.runner.table.TableState;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Looks for what runs left behind: commits of tables, model directories, and the events that a run
 * that came to its end keeps among its artifacts. What can't be read is told and left out.
 */
public final class Traces {
  private final Map<String, RestoredRun> runs = new TreeMap<>();
  private final Map<String, Path> folders = new TreeMap<>();
  private final RunOrder order = new RunOrder();
  private final List<String> faults = new ArrayList<>();
  private int tables;
  private int commits;
  private int models;

  /** Reads the logs of tables to their beginnings, as far as they still hold it. */
  public void tables(
      Collection<DeclaredTables.Known> known, TableCatalog catalog, Consumer<String> progress) {
    for (DeclaredTables.Known table : known) {
      try {
        Optional<TableState> state = catalog.latest(table.location());
        if (state.isPresent()) {
          tables++;
          progress.accept(
              "table " + table.name() + ", " + (state.get().version() + 1) + " versions");
          commits(table.name(), state.get());
        }
      } catch (TableException e) {
        faults.add(e.getMessage());
      }
    }
  }

  private void commits(String table, TableState state) {
    List<TableCommit> all = new ArrayList<>(state.history(Integer.MAX_VALUE));
    Collections.reverse(all);
    for (TableCommit commit : all) {
      try {
        CommitTrace.of(table, state, commit)
            .ifPresent(
                trace -> {
                  add(trace);
                  order.wrote(state.location().toString(), trace.start().runId());
                  commits++;
                });
      } catch (IllegalArgumentException e) {
        faults.add("Cannot use " + commit + " of table " + table + ": " + e.getMessage());
      }
    }
  }

  /**
   * Reads what lies below the root of artifacts: a folder for each experiment, in it one for each
   * run.
   */
  public void artifacts(URI root, Supplier<ModelFormat> format, Consumer<String> progress)
      throws IOException {
    if (!"file".equals(root.getScheme())) {
      throw new IOException(
          "Cannot look for models in " + root + ": it is not on this machine's disk, use file:");
    }
    for (Path experiment : children(Path.of(root))) {
      for (Path run : children(experiment)) {
        Path artifacts = run.resolve("artifacts");
        if (Files.isDirectory(artifacts)) {
          folders.put(run.getFileName().toString(), experiment);
          events(artifacts.resolve("events"));
          models(artifacts, format, progress);
        }
      }
    }
  }

  private void events(Path folder) throws IOException {
    for (Path file : children(folder)) {
      try (Stream<String> lines = Files.lines(file)) {
        List<RunEvent> events = lines.map(EventJson::read).toList();
        if (!events.isEmpty() && events.get(0) instanceof RunEvent.RunStarted) {
          add(new Trace(events, Optional.empty()));
        }
      } catch (IllegalArgumentException | java.io.UncheckedIOException e) {
        faults.add("Cannot use " + file + ": " + e.getMessage());
      }
    }
  }

  private void models(Path artifacts, Supplier<ModelFormat> format, Consumer<String> progress)
      throws IOException {
    for (Path step : children(artifacts)) {
      for (Path folder : children(step)) {
        if (Files.isRegularFile(folder.resolve("MLmodel"))) {
          progress.accept("model directory " + folder);
          try {
            ModelTrace.of(folder, format.get())
                .ifPresent(
                    trace -> {
                      add(trace);
                      models++;
                    });
          } catch (RuntimeException e) {
            faults.add("Cannot use model directory " + folder + ": " + e.getMessage());
          }
        }
      }
    }
  }

  private static List<Path> children(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  private void add(Trace trace) {
    runs.computeIfAbsent(trace.start().runId(), RestoredRun::new).add(trace);
  }

  /** In the order in which they were made. */
  List<RestoredRun> runs() {
    return order.of(runs.values());
  }

  /** Where the artifacts of a run's experiment are, where the run has any. */
  Optional<Path> experiment(String runId) {
    return Optional.ofNullable(folders.get(runId));
  }

  /** What could not be read, and why. */
  public List<String> faults() {
    return List.copyOf(faults);
  }

  public int tables() {
    return tables;
  }

  public int commits() {
    return commits;
  }

  public int models() {
    return models;
  }
}
