package dev.plumbline.tables;

import dev.plumbline.pipeline.Writes;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.table.RowRange;
import dev.plumbline.runner.table.TableCommit;
import dev.plumbline.runner.table.TableState;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A version of a Delta table. The live files are listed once, when first asked for. */
final class DeltaState implements TableState {
  private final URI location;
  private final DeltaLog log;
  private final TableHead head;
  private final FileListCache cache;
  private final FormerColumns former;
  private List<LiveFile> files;

  DeltaState(URI location, DeltaLog log, TableHead head, FileListCache cache) {
    this.location = location;
    this.log = log;
    this.head = head;
    this.cache = cache;
    this.former = new FormerColumns(log, head);
  }

  TableHead head() {
    return head;
  }

  @Override
  public URI location() {
    return location;
  }

  @Override
  public String tableId() {
    return head.id();
  }

  @Override
  public long version() {
    return head.version();
  }

  @Override
  public List<String> partitionColumns() {
    return head.partitionColumns();
  }

  @Override
  public List<String> differences(Schema<?> schema) {
    SchemaMatch match = SchemaMatch.of(schema, head.columns());
    List<String> all = new ArrayList<>(match.differences());
    all.addAll(former.lost(schema, match.missing()));
    return all;
  }

  @Override
  public List<String> missing(Schema<?> schema) {
    return SchemaMatch.of(schema, head.columns()).missing();
  }

  @Override
  public List<String> obstaclesToWrite(Writes mode) {
    return Obstacles.of(head, mode);
  }

  private synchronized List<LiveFile> files() {
    if (files == null) {
      files = cache.files(log, head);
    }
    return files;
  }

  private List<LiveFile> files(RowRange range) {
    PartitionRange kept = PartitionRange.of(range, head);
    return files().stream().filter(f -> kept.keeps(f.partitionValues())).toList();
  }

  @Override
  public String content(RowRange range) {
    ContentDigest digest = new ContentDigest();
    files(range).forEach(digest::add);
    return digest.finish(head.id());
  }

  @Override
  public boolean hasRows(RowRange range) {
    return files(range).stream().anyMatch(f -> f.rows().orElse(1) > 0);
  }

  @Override
  public Optional<Long> rows(RowRange range) {
    List<LiveFile> within = files(range);
    boolean whole =
        range instanceof RowRange.All || PartitionRange.of(range, head).column().isPresent();
    return whole && within.stream().allMatch(f -> f.rows().isPresent())
        ? Optional.of(within.stream().mapToLong(f -> f.rows().getAsLong()).sum())
        : Optional.empty();
  }

  @Override
  public Optional<TableCommit> changeSince(long since, RowRange range, Optional<String> except) {
    PartitionRange within = PartitionRange.of(range, head);
    for (long v = since + 1; v <= head.version(); v++) {
      Optional<List<Map<?, ?>>> actions = log.commit(v);
      if (actions.isEmpty()) {
        return Optional.of(cleaned(v));
      }
      LogCommit commit = new LogCommit(v, actions.get());
      if (commit.changes(within) && !except.map(commit::holds).orElse(false)) {
        return Optional.of(commit.told());
      }
    }
    return Optional.empty();
  }

  /** What can be said of a commit that the log no longer holds: it may have changed anything. */
  private static TableCommit cleaned(long version) {
    return new TableCommit(
        version,
        Instant.EPOCH,
        "no longer in the log",
        "an unknown writer",
        Optional.empty(),
        Map.of(),
        Map.of());
  }

  @Override
  public List<TableCommit> history(int most) {
    List<TableCommit> commits = new ArrayList<>();
    backwards(
        most,
        commit -> {
          commits.add(commit.told());
          return Optional.empty();
        });
    return commits;
  }

  @Override
  public Optional<TableCommit> commitOf(String transaction) {
    return backwards(
        Long.MAX_VALUE,
        commit -> commit.holds(transaction) ? Optional.of(commit.told()) : Optional.empty());
  }

  /** Goes through the commits, newest first, to the first answer or the log's beginning. */
  private <T> Optional<T> backwards(long most, Function<LogCommit, Optional<T>> ask) {
    for (long v = head.version(); v >= 0 && head.version() - v < most; v--) {
      Optional<List<Map<?, ?>>> actions = log.actions(v, "commitInfo", "txn");
      if (actions.isEmpty()) {
        break;
      }
      Optional<T> answer = ask.apply(new LogCommit(v, actions.get()));
      if (answer.isPresent()) {
        return answer;
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return log.table() + "@v" + head.version();
  }
}
