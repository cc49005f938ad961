package dev.plumbline.runner.memory;

import dev.plumbline.pipeline.Writes;
import dev.plumbline.runner.profile.Profiler;
import dev.plumbline.runner.table.PinnedRead;
import dev.plumbline.runner.table.StagedWrite;
import dev.plumbline.runner.table.TableCatalog;
import dev.plumbline.runner.table.TableCommit;
import dev.plumbline.runner.table.TableException;
import dev.plumbline.runner.table.TableReader;
import dev.plumbline.runner.table.TableState;
import dev.plumbline.runner.table.TableStore;
import dev.plumbline.runner.table.WriteTarget;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tables in this process: every version stays readable until the table is dropped. Reads, ranges,
 * transactions, conflicts and refusals are those of tables on disk. Safe for many threads.
 */
public final class MemoryTables
    implements TableCatalog, TableReader, TableStore<Iterator<Object[]>> {
  private final Clock clock;
  private final Map<URI, List<MemoryVersion>> tables = new HashMap<>();
  private long made;

  public MemoryTables(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Optional<TableState> latest(URI location) {
    return newest(location).map(state -> state);
  }

  private synchronized Optional<MemoryState> newest(URI location) {
    return Optional.ofNullable(tables.get(location)).map(v -> new MemoryState(location, v));
  }

  @Override
  public TableState at(URI location, long version) {
    return pinned(location, version);
  }

  private synchronized MemoryState pinned(URI location, long version) {
    List<MemoryVersion> versions = tables.getOrDefault(location, List.of());
    if (version < 0 || version >= versions.size()) {
      throw new TableException(
          TableException.Kind.GONE,
          "Cannot read version " + version + " at " + location + ": it is not there");
    }
    return new MemoryState(location, versions.subList(0, (int) version + 1));
  }

  @Override
  public Rows read(PinnedRead read) {
    MemoryState state = pinned(read.location(), read.version());
    if (!state.tableId().equals(read.tableId())) {
      throw new TableException(
          TableException.Kind.GONE,
          "Cannot read table "
              + read.table()
              + " at version "
              + read.version()
              + ": it was deleted and made anew, plan again");
    }
    return new MemoryRows(read, state.head());
  }

  @Override
  public StagedWrite stage(WriteTarget target, Iterator<Object[]> rows) {
    Optional<MemoryState> base = newest(target.location());
    RowRules rules = new RowRules(target);
    rules.check(base);
    List<MemoryColumn> columns = MemoryColumn.of(target.schema());
    Profiler profiler = Profiler.of(target.schema());
    Map<Map<String, Object>, List<Object[]>> parts = new LinkedHashMap<>();
    Optional<MemoryMerge> merge = MemoryMerge.of(target);
    while (rows.hasNext()) {
      Object[] cells = rows.next();
      rules.check(cells);
      merge.ifPresent(m -> m.add(cells));
      profiler.add(cells);
      Map<String, Object> partition = new LinkedHashMap<>();
      target.partitionColumns().forEach(c -> partition.put(c, rules.cell(cells, c)));
      parts
          .computeIfAbsent(partition, p -> new ArrayList<>())
          .add(Cells.copy(cells, columns, columns));
    }
    merge.ifPresent(MemoryMerge::finish);
    List<MemoryChunk> chunks = new ArrayList<>();
    parts.forEach((partition, part) -> chunks.add(chunk(columns, partition, part)));
    return new MemoryWrite(this, target, base, merge, chunks, profiler.profile());
  }

  private MemoryChunk chunk(
      List<MemoryColumn> columns, Map<String, Object> partition, List<Object[]> rows) {
    return new MemoryChunk("chunk-" + next(), columns, partition, rows);
  }

  private synchronized long next() {
    return ++made;
  }

  /** The state that holds a write's transaction: an earlier one, or the one made now. */
  synchronized MemoryState commit(MemoryWrite write) {
    WriteTarget target = write.target();
    List<MemoryVersion> versions = tables.getOrDefault(target.location(), List.of());
    if (!versions.isEmpty()) {
      MemoryState now = new MemoryState(target.location(), versions);
      Optional<Long> done = now.transaction(target.transaction());
      if (done.isPresent()) {
        return pinned(target.location(), done.get());
      }
      new RowRules(target).check(Optional.of(now));
      refuseConflict(write, now);
    } else if (write.base().isPresent()) {
      throw conflict(target, "it was deleted since the rows were staged");
    }
    List<MemoryVersion> after = new ArrayList<>(versions);
    after.add(
        after.isEmpty()
            ? MemoryCommits.first(write, "table-" + next(), clock.instant())
            : MemoryCommits.further(write, after, clock.instant()));
    tables.put(target.location(), after);
    return new MemoryState(target.location(), after);
  }

  private static void refuseConflict(MemoryWrite write, MemoryState now) {
    WriteTarget target = write.target();
    boolean another = write.base().filter(b -> !b.tableId().equals(now.tableId())).isPresent();
    long from = write.base().map(MemoryState::version).orElse(-1L);
    Optional<TableCommit> change =
        target.mode() != Writes.APPEND
            ? now.changeSince(from, target.range(), Optional.empty())
            : Optional.empty();
    if (another) {
      throw conflict(target, "it was deleted and made anew");
    }
    if (change.isPresent()) {
      throw conflict(target, change.get() + " changed " + target.range() + " meanwhile");
    }
  }

  private static TableException conflict(WriteTarget target, String why) {
    return new TableException(
        TableException.Kind.CONFLICT,
        "Cannot write table "
            + target.table()
            + ": "
            + why
            + ", nothing was written; look at what it wrote and run again");
  }

  /** Deletes a table with all its versions; one written there afterwards has another id. */
  public synchronized void drop(URI location) {
    tables.remove(location);
  }

  /** Joins the chunks of each partition, as OPTIMIZE does on disk: a version without new rows. */
  public synchronized void compact(URI location) {
    List<MemoryVersion> versions = new ArrayList<>(tables.getOrDefault(location, List.of()));
    if (versions.isEmpty()) {
      throw new TableException(
          TableException.Kind.USER, "Cannot compact " + location + ": no table is there");
    }
    MemoryVersion head = versions.get(versions.size() - 1);
    Map<Map<String, Object>, List<Object[]>> parts = new LinkedHashMap<>();
    for (MemoryChunk chunk : head.chunks()) {
      List<Object[]> rows = parts.computeIfAbsent(chunk.partition(), p -> new ArrayList<>());
      chunk.rows().forEach(r -> rows.add(Cells.copy(r, chunk.columns(), head.columns())));
    }
    List<MemoryChunk> chunks = new ArrayList<>();
    parts.forEach((partition, rows) -> chunks.add(chunk(head.columns(), partition, rows)));
    versions.add(MemoryCommits.compaction(head, versions.size(), chunks, clock.instant()));
    tables.put(location, versions);
  }
}
