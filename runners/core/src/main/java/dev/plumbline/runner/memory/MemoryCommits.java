package dev.plumbline.runner.memory;

import dev.plumbline.pipeline.Writes;
import dev.plumbline.runner.table.TableCommit;
import dev.plumbline.runner.table.WriteTarget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The version that a commit makes of the one before it. */
final class MemoryCommits {
  private MemoryCommits() {}

  static MemoryVersion first(MemoryWrite write, String tableId, Instant at) {
    return new MemoryVersion(
        tableId,
        MemoryColumn.of(write.target().schema()),
        write.target().partitionColumns(),
        write.chunks(),
        write.chunks(),
        commit(write, 0, at));
  }

  static MemoryVersion further(MemoryWrite write, List<MemoryVersion> before, Instant at) {
    WriteTarget target = write.target();
    MemoryVersion head = before.get(before.size() - 1);
    List<MemoryChunk> removed =
        target.mode() == Writes.REPLACE
            ? head.chunks(target.range())
            : head.chunks().stream().filter(c -> rest(write, c).size() < c.rows().size()).toList();
    List<MemoryChunk> chunks = new ArrayList<>(head.chunks());
    chunks.removeAll(removed);
    List<MemoryChunk> added = new ArrayList<>(write.chunks());
    if (write.merge().isPresent()) {
      removed.forEach(c -> added.add(rewritten(c, before.size(), rest(write, c))));
    }
    chunks.addAll(added);
    List<MemoryChunk> changed = new ArrayList<>(removed);
    changed.addAll(added);
    return new MemoryVersion(
        head.tableId(),
        MemoryColumn.widened(head.columns(), MemoryColumn.of(target.schema())),
        head.partitionColumns(),
        chunks,
        changed,
        commit(write, before.size(), at));
  }

  private static List<Object[]> rest(MemoryWrite write, MemoryChunk chunk) {
    return write.merge().map(m -> m.rest(chunk)).orElse(chunk.rows());
  }

  private static MemoryChunk rewritten(MemoryChunk chunk, long version, List<Object[]> rows) {
    return new MemoryChunk(chunk.id() + "-" + version, chunk.columns(), chunk.partition(), rows);
  }

  private static TableCommit commit(MemoryWrite write, long version, Instant at) {
    return new TableCommit(
        version,
        at,
        write.merge().isPresent() ? "MERGE" : "WRITE",
        by(write.target()),
        Optional.of(write.target().transaction()),
        Map.of("numOutputRows", String.valueOf(write.profile().rows())),
        write.target().provenance());
  }

  static MemoryVersion compaction(
      MemoryVersion head, long version, List<MemoryChunk> chunks, Instant at) {
    return new MemoryVersion(
        head.tableId(),
        head.columns(),
        head.partitionColumns(),
        chunks,
        List.of(),
        new TableCommit(version, at, "OPTIMIZE", "memory", Optional.empty(), Map.of(), Map.of()));
  }

  private static String by(WriteTarget target) {
    Map<String, String> origin = target.provenance();
    return origin.containsKey("run")
        ? "run " + origin.get("run") + " step " + origin.getOrDefault("step", "") + ", memory"
        : "memory";
  }
}
