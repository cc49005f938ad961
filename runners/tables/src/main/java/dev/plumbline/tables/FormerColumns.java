package dev.plumbline.tables;

import dev.plumbline.pipeline.schema.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Columns that a table had and lost. A field that may be absent reads as absent where its column
 * was never there; one that was renamed or removed would read so too, and nobody would know.
 */
final class FormerColumns {
  /** How many commits are looked through, besides the first, for what the table once had. */
  private static final int NEAR = 1000;

  private final DeltaLog log;
  private final TableHead head;
  private List<Earlier> earlier;

  FormerColumns(DeltaLog log, TableHead head) {
    this.log = log;
    this.head = head;
  }

  private record Earlier(long version, List<StoredColumn> columns) {}

  /** A sentence for each missing field that the table had; the log is read only for such fields. */
  List<String> lost(Schema<?> schema, List<String> missing) {
    List<String> sentences = new ArrayList<>();
    Set<String> open = new HashSet<>(missing);
    for (Earlier each : missing.isEmpty() ? List.<Earlier>of() : earlier()) {
      List<String> had = SchemaMatch.of(schema, each.columns()).found();
      for (String path : missing) {
        if (had.contains(path) && open.remove(path)) {
          sentences.add(told(path, schema, each));
        }
      }
    }
    return sentences;
  }

  private String told(String path, Schema<?> schema, Earlier had) {
    List<String> since =
        head.columns().stream()
            .map(StoredColumn::name)
            .filter(name -> had.columns().stream().noneMatch(c -> c.name().equals(name)))
            .filter(name -> schema.field(name).isEmpty())
            .toList();
    return "column "
        + path
        + " is missing, the record "
        + schema.type().getSimpleName()
        + " declares it and the table had it at version "
        + had.version()
        + (since.isEmpty() ? "" : " (since then it has " + String.join(", ", since) + ")")
        + ", name the component as the column is named now or take it out of the record";
  }

  private synchronized List<Earlier> earlier() {
    if (earlier == null) {
      earlier = new ArrayList<>();
      long version = head.version();
      while (version > 0 && head.version() - version < NEAR && look(version)) {
        version--;
      }
      if (version == 0 || head.version() - version >= NEAR) {
        look(0);
      }
    }
    return earlier;
  }

  /** Answers whether what is before the commit tells anything. */
  private boolean look(long version) {
    Optional<List<Map<?, ?>>> actions = log.actions(version, "metaData", "commitInfo");
    boolean restored = false;
    for (Map<?, ?> action : actions.orElse(List.of())) {
      if (action.get("metaData") instanceof Map<?, ?> metadata) {
        try {
          String columns = Member.text(metadata, "schemaString");
          earlier.add(new Earlier(version, TableHead.columns(columns)));
        } catch (ClassCastException | IllegalArgumentException e) {
          throw log.notACommit(version, e);
        }
      } else if (action.get("commitInfo") instanceof Map<?, ?> info) {
        restored = "RESTORE".equals(info.get("operation"));
      }
    }
    return actions.isPresent() && !restored;
  }
}
