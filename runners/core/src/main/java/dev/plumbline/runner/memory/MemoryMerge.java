package dev.plumbline.runner.memory;

import dev.plumbline.runner.table.MergeKey;
import dev.plumbline.runner.table.WriteTarget;
import dev.plumbline.runner.value.Keys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys of the rows that a write merges. */
final class MemoryMerge {
  private final WriteTarget target;
  private final MergeKey key;
  private final int[] places;
  private final Map<Object, Integer> keys = new HashMap<>();

  private MemoryMerge(WriteTarget target, MergeKey key) {
    this.target = target;
    this.key = key;
    this.places = key.places(target.schema());
  }

  /** Empty for a write that doesn't merge. */
  static Optional<MemoryMerge> of(WriteTarget target) {
    return MergeKey.of(target).map(key -> new MemoryMerge(target, key));
  }

  void add(Object[] cells) {
    Object[] own = new Object[places.length];
    for (int i = 0; i < own.length; i++) {
      own[i] = cells[places[i]];
      if (own[i] == null) {
        throw key.nullIn(key.columns().get(i), MemoryMerge.show(target, cells));
      }
    }
    keys.merge(Keys.ofCells(own), 1, Integer::sum);
  }

  private static String show(WriteTarget target, Object[] cells) {
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < cells.length; i++) {
      shown.add(target.schema().names().get(i) + "=" + cells[i]);
    }
    return String.join(", ", shown);
  }

  /** Refuses rows of one key. */
  void finish() {
    keys.forEach(
        (cells, rows) -> {
          if (rows > 1) {
            throw key.repeated((List<?>) cells, rows);
          }
        });
  }

  /** The rows of a chunk that stay. */
  List<Object[]> rest(MemoryChunk chunk) {
    return chunk.rows().stream().filter(row -> !replaces(row, chunk.columns())).toList();
  }

  private boolean replaces(Object[] row, List<MemoryColumn> columns) {
    List<String> names = columns.stream().map(MemoryColumn::name).toList();
    Object[] own =
        key.columns().stream().map(names::indexOf).map(i -> i < 0 ? null : row[i]).toArray();
    return keys.containsKey(Keys.ofCells(own));
  }
}
