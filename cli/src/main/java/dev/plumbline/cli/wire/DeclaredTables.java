package dev.plumbline.cli.wire;

import dev.plumbline.cli.conf.Conf;
import dev.plumbline.cli.conf.Key;
import dev.plumbline.pipeline.InvalidPipelineException;
import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.PipelineSource;
import dev.plumbline.pipeline.Table;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The tables that pipelines declare, and those that lie below the table root. */
public final class DeclaredTables {
  private final Conf conf;
  private final Pipelines pipelines;
  private final Planning planning;

  @Inject
  DeclaredTables(Conf conf, Pipelines pipelines, Planning planning) {
    this.conf = conf;
    this.pipelines = pipelines;
    this.planning = planning;
  }

  /**
   * A table by its name.
   *
   * @param declared as a pipeline declares it; empty for one that only lies there
   * @param writers the pipelines that write it
   */
  public record Known(String name, URI location, Optional<Table<?>> declared, Set<String> writers) {
    public Known {
      writers = Set.copyOf(writers);
    }
  }

  /** By name. A pipeline that can't be defined as conf is adds none. */
  public SortedMap<String, Known> all() {
    URI root = conf.folder(Key.TABLES_ROOT);
    SortedMap<String, Known> all = new TreeMap<>();
    for (PipelineSource source : pipelines.list()) {
      try {
        for (Node node : planning.define(source.name(), Map.of()).nodes()) {
          table(node)
              .ifPresent(
                  t ->
                      all.merge(
                          t.name(),
                          known(
                              root,
                              t,
                              node instanceof Node.Write ? Set.of(source.name()) : Set.of()),
                          DeclaredTables::both));
        }
      } catch (InvalidPipelineException e) {
        System.getLogger(DeclaredTables.class.getName())
            .log(System.Logger.Level.WARNING, e.getMessage());
      }
    }
    lying(root, all);
    return all;
  }

  private static Known known(URI root, Table<?> table, Set<String> writers) {
    URI location = root.resolve(table.location().orElse(table.name()));
    return new Known(table.name(), location, Optional.of(table), writers);
  }

  /** The first, which more pipelines write. */
  private static Known both(Known first, Known more) {
    Set<String> writers = new TreeSet<>(first.writers());
    writers.addAll(more.writers());
    return new Known(first.name(), first.location(), first.declared(), writers);
  }

  private static Optional<Table<?>> table(Node node) {
    if (node instanceof Node.Read read) {
      return Optional.of(read.table());
    }
    return node instanceof Node.Write write ? Optional.of(write.table()) : Optional.empty();
  }

  private static void lying(URI root, SortedMap<String, Known> all) {
    if (!"file".equals(root.getScheme())) {
      return;
    }
    try (Stream<Path> folders = Files.list(Path.of(root))) {
      folders
          .filter(folder -> Files.isDirectory(folder.resolve("_delta_log")))
          .forEach(
              folder -> {
                String name = folder.getFileName().toString();
                URI location = root.resolve(folder.toUri().getRawPath().replaceFirst("/$", ""));
                all.putIfAbsent(name, new Known(name, location, Optional.empty(), Set.of()));
              });
    } catch (IOException e) {
      // No root yet: no table lies there.
    }
  }
}
