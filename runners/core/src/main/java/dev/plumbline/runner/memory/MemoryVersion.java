package dev.plumbline.runner.memory;

import dev.plumbline.runner.table.RowRange;
import dev.plumbline.runner.table.TableCommit;
import java.util.List;

/**
 * A table at one version.
 *
 * @param changed the chunks whose rows its commit added or removed; none when it only rearranged
 */
record MemoryVersion(
    String tableId,
    List<MemoryColumn> columns,
    List<String> partitionColumns,
    List<MemoryChunk> chunks,
    List<MemoryChunk> changed,
    TableCommit commit) {
  MemoryVersion {
    chunks = List.copyOf(chunks);
    changed = List.copyOf(changed);
  }

  List<MemoryChunk> chunks(RowRange range) {
    return chunks.stream().filter(c -> c.keeps(range)).toList();
  }

  boolean changes(RowRange range) {
    return changed.stream().anyMatch(c -> c.keeps(range));
  }
}
