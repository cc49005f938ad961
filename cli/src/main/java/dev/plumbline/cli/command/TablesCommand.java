package dev.plumbline.cli.command;

import dev.plumbline.cli.Surroundings;
import dev.plumbline.cli.show.TextTable;
import dev.plumbline.cli.wire.DeclaredTables;
import dev.plumbline.cli.wire.DeclaredTables.Known;
import dev.plumbline.cli.wire.Session;
import dev.plumbline.pipeline.Nearest;
import dev.plumbline.runner.table.RowRange;
import dev.plumbline.runner.table.TableCatalog;
import dev.plumbline.runner.table.TableCommit;
import dev.plumbline.runner.table.TableState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb tables}: what lies where, and how it came there. Reads logs, starts no engine. */
final class TablesCommand {
  private TablesCommand() {}

  /** A table that is there. */
  record Found(Known known, TableState state) {}

  static Found load(Session session, String name) {
    SortedMap<String, Known> all = session.get(DeclaredTables.class).all();
    Known known = all.get(name);
    if (known == null) {
      throw new UsageException(
          "Cannot find table " + name + ": " + Nearest.among(name, all.keySet()));
    }
    return new Found(
        known,
        session
            .get(TableCatalog.class)
            .latest(known.location())
            .orElseThrow(
                () ->
                    new UsageException(
                        "Cannot find table "
                            + name
                            + ": nothing is at "
                            + known.location()
                            + " yet, run the pipeline that writes it")));
  }

  static Map<String, Object> tree(Found found) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("table", found.known().name());
    tree.put("location", found.state().location().toString());
    tree.put("id", found.state().tableId());
    tree.put("version", found.state().version());
    tree.put("rows", found.state().rows(RowRange.all()).orElse(null));
    tree.put("partitions", found.state().partitionColumns());
    return tree;
  }

  /** {@code plumb tables list}. */
  @Command(
      name = "list",
      description = "Tables that pipelines declare, and those below tables.root.")
  static final class ListThem extends Reading {
    ListThem(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    int work(Session session) {
      TextTable table = new TextTable("TABLE", "VERSION", "ROWS", "PARTITIONED BY", "LOCATION");
      List<Object> trees = new ArrayList<>();
      for (Known known : session.get(DeclaredTables.class).all().values()) {
        Optional<TableState> state = session.get(TableCatalog.class).latest(known.location());
        if (state.isEmpty()) {
          continue;
        }
        Found found = new Found(known, state.get());
        trees.add(tree(found));
        table.row(
            known.name(),
            "v" + found.state().version(),
            found.state().rows(RowRange.all()).map(r -> String.format("%,d", r)).orElse("?"),
            String.join(", ", found.state().partitionColumns()),
            found.state().location());
      }
      return show(Map.of("tables", trees), table.toString());
    }
  }

  /** {@code plumb tables history}. */
  @Command(
      name = "history",
      description = "A table's commits, the latest first, and who made them.")
  static final class History extends Reading {
    @Parameters(paramLabel = "TABLE", description = "Its name.")
    private String name;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many; 20.")
    private int limit = 20;

    History(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    int work(Session session) {
      TextTable table = new TextTable("VERSION", "AT", "OPERATION", "BY", "COUNTED");
      List<Object> trees = new ArrayList<>();
      Found found = load(session, name);
      for (TableCommit commit : found.state().history(limit)) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("version", commit.version());
        tree.put("at", commit.at().toString());
        tree.put("operation", commit.operation());
        tree.put("by", commit.by());
        tree.put("transaction", commit.transaction().orElse(null));
        tree.put("metrics", new TreeMap<>(commit.metrics()));
        trees.add(tree);
        List<String> counted = new ArrayList<>();
        new TreeMap<>(commit.metrics()).forEach((k, v) -> counted.add(k + "=" + v));
        table.row(
            "v" + commit.version(),
            commit.at(),
            commit.operation(),
            commit.by(),
            String.join(" ", counted));
      }
      Map<String, Object> tree = tree(found);
      tree.put("commits", trees);
      return show(tree, table.toString());
    }
  }
}
