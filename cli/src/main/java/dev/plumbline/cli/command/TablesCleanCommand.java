package dev.plumbline.cli.command;

import dev.plumbline.cli.Surroundings;
import dev.plumbline.cli.conf.Conf;
import dev.plumbline.cli.show.TextTable;
import dev.plumbline.cli.wire.DeclaredTables;
import dev.plumbline.cli.wire.DeclaredTables.Known;
import dev.plumbline.cli.wire.Running;
import dev.plumbline.cli.wire.ScratchFolders;
import dev.plumbline.cli.wire.Session;
import dev.plumbline.pipeline.Nearest;
import dev.plumbline.tables.OrphanFiles;
import dev.plumbline.tables.Storage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb tables clean}: what killed processes left behind and nothing refers to. */
@Command(
    name = "clean",
    description = {
      "Show, or delete, files that nothing refers to: written for a commit that never came, because"
          + " the process was killed.",
      "Files of older versions are left to Delta's VACUUM. A table that a run is at is passed over."
    })
final class TablesCleanCommand extends Reading {
  @Parameters(
      arity = "0..1",
      paramLabel = "TABLE",
      description = "Its name; without it all tables, and the scratch folders of ended runs.")
  private String name;

  @Option(names = "--delete", description = "Delete them, not only show them.")
  private boolean delete;

  @Option(
      names = "--older-than",
      paramLabel = "TIME",
      description =
          "Only files last written so long ago, such as 30m or 12h; 1d unless given. Another"
              + " program that writes the table is known by nothing else.")
  private String age = "1d";

  TablesCleanCommand(Surroundings surroundings) {
    super(surroundings);
  }

  /** What is deleted, or would be. */
  private record Left(String what, String path, long bytes) {}

  @Override
  int work(Session session) {
    Instant before = surroundings().clock().instant().minus(age());
    SortedMap<String, Known> all = session.get(DeclaredTables.class).all();
    if (name != null && !all.containsKey(name)) {
      throw new UsageException(
          "Cannot find table " + name + ": " + Nearest.among(name, all.keySet()));
    }
    List<Left> left = new ArrayList<>();
    Map<String, String> busy = new LinkedHashMap<>();
    for (Known table : name == null ? all.values() : List.of(all.get(name))) {
      Optional<String> run = session.get(Running.class).writing(table.writers());
      if (run.isPresent()) {
        busy.put(table.name(), run.get());
        continue;
      }
      List<OrphanFiles.Orphan> orphans =
          new OrphanFiles(session.get(Storage.class))
              .in(table.location()).stream()
                  .filter(file -> !file.changed().isAfter(before))
                  .toList();
      orphans.forEach(o -> left.add(new Left("table " + table.name(), o.file(), o.bytes())));
      if (delete) {
        OrphanFiles.delete(orphans);
      }
    }
    if (name == null) {
      List<Path> folders = session.get(Running.class).scratch().left();
      folders.forEach(folder -> left.add(new Left("scratch", folder.toString(), 0)));
      if (delete) {
        ScratchFolders.delete(folders);
      }
    }
    return show(tree(left, busy), text(left, busy));
  }

  private Duration age() {
    if (!age.matches("[0-9]{1,6}(ms|s|m|h|d)")) {
      throw new UsageException(
          "Cannot read --older-than " + age + ": write a time such as 30m, 12h or 7d");
    }
    return Conf.time(age);
  }

  private Map<String, Object> tree(List<Left> left, Map<String, String> busy) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("deleted", delete);
    List<Object> files = new ArrayList<>();
    for (Left each : left) {
      Map<String, Object> file = new LinkedHashMap<>();
      file.put("of", each.what());
      file.put("path", each.path());
      file.put("bytes", each.bytes());
      files.add(file);
    }
    tree.put("files", files);
    tree.put("busy", busy);
    return tree;
  }

  private String text(List<Left> left, Map<String, String> busy) {
    StringBuilder text = new StringBuilder();
    if (left.isEmpty()) {
      text.append("Nothing is left over.");
    } else {
      TextTable table = new TextTable("OF", "BYTES", "FILE");
      left.forEach(each -> table.row(each.what(), each.bytes(), each.path()));
      long bytes = left.stream().mapToLong(Left::bytes).sum();
      text.append(table)
          .append('\n')
          .append(left.size())
          .append(delete ? " deleted, " : " left over, ")
          .append(String.format("%,d bytes", bytes))
          .append(delete ? "" : "; --delete deletes them");
    }
    busy.forEach(
        (table, run) ->
            text.append("\npassed over: ")
                .append(table)
                .append(", run ")
                .append(run)
                .append(" is at it"));
    return text.toString();
  }
}
