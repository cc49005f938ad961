package dev.plumbline.runner.memory;

import dev.plumbline.pipeline.Writes;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.table.RowRange;
import dev.plumbline.runner.table.TableCommit;
import dev.plumbline.runner.table.TableState;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A version of a table in memory, with those before it. */
final class MemoryState implements TableState {
  private final URI location;
  private final List<MemoryVersion> versions;
  private final MemoryVersion head;

  /**
   * @param versions from 0 to the one meant
   */
  MemoryState(URI location, List<MemoryVersion> versions) {
    this.location = location;
    this.versions = List.copyOf(versions);
    this.head = versions.get(versions.size() - 1);
  }

  MemoryVersion head() {
    return head;
  }

  @Override
  public URI location() {
    return location;
  }

  @Override
  public String tableId() {
    return head.tableId();
  }

  @Override
  public long version() {
    return versions.size() - 1L;
  }

  @Override
  public List<String> partitionColumns() {
    return head.partitionColumns();
  }

  @Override
  public List<String> differences(Schema<?> schema) {
    return MemoryMatch.of(schema, head.columns()).differences();
  }

  @Override
  public List<String> missing(Schema<?> schema) {
    return MemoryMatch.of(schema, head.columns()).missing();
  }

  @Override
  public List<String> obstaclesToWrite(Writes mode) {
    return List.of();
  }

  @Override
  public String content(RowRange range) {
    return head.chunks(range).stream()
        .map(MemoryChunk::id)
        .sorted()
        .collect(Collectors.joining("+", tableId() + ":", ""));
  }

  @Override
  public boolean hasRows(RowRange range) {
    return !head.chunks(range).isEmpty();
  }

  @Override
  public Optional<Long> rows(RowRange range) {
    boolean whole =
        !(range instanceof RowRange.Between b) || partitionColumns().contains(b.column());
    return whole
        ? Optional.of(head.chunks(range).stream().mapToLong(c -> c.rows().size()).sum())
        : Optional.empty();
  }

  @Override
  public Optional<TableCommit> changeSince(long since, RowRange range, Optional<String> except) {
    return versions.stream()
        .filter(v -> v.commit().version() > since && v.changes(range))
        .map(MemoryVersion::commit)
        .filter(c -> except.isEmpty() || !c.transaction().equals(except))
        .findFirst();
  }

  @Override
  public List<TableCommit> history(int most) {
    return versions.stream()
        .skip(Math.max(0, versions.size() - most))
        .map(MemoryVersion::commit)
        .sorted(java.util.Comparator.comparingLong(TableCommit::version).reversed())
        .toList();
  }

  @Override
  public Optional<TableCommit> commitOf(String transaction) {
    return versions.stream()
        .map(MemoryVersion::commit)
        .filter(c -> c.transaction().filter(transaction::equals).isPresent())
        .findFirst();
  }

  @Override
  public String toString() {
    return location + "@v" + version();
  }
}
