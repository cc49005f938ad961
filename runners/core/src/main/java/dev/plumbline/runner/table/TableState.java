package dev.plumbline.runner.table;

import dev.plumbline.pipeline.Writes;
import dev.plumbline.pipeline.schema.Schema;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** One committed state of a table. Immutable; reads the log when asked for more than its head. */
public interface TableState {
  URI location();

  /** Delta's {@code metadata.id}. */
  String tableId();

  long version();

  List<String> partitionColumns();

  /**
   * How the stored columns differ from a record: a missing column that may not be absent or that an
   * earlier version had, another type, a name that differs in case; each a sentence naming column,
   * expected and actual. Columns that the record doesn't have are no difference.
   */
  List<String> differences(Schema<?> schema);

  /** Columns of the record that the table lacks and that a write would add. */
  List<String> missing(Schema<?> schema);

  /** Features of the table that such a write can't keep, by name; empty when it may write. */
  List<String> obstaclesToWrite(Writes mode);

  /**
   * A digest over the live files, and their deletion vectors, that hold rows of a range; it opens
   * no data file. A range by a column that doesn't partition the table means the whole table.
   */
  String content(RowRange range);

  /** Whether any live file holds rows of a range. */
  boolean hasRows(RowRange range);

  /** Live rows of a range by the log's statistics; empty where a file lacks them. */
  Optional<Long> rows(RowRange range);

  /**
   * The first commit after a version, up to this state, that changed rows of a range, leaving out
   * those of one transaction; a commit without data change, such as OPTIMIZE, is none.
   */
  Optional<TableCommit> changeSince(long version, RowRange range, Optional<String> except);

  /** The commits, newest first. */
  List<TableCommit> history(int most);

  /** The commit that holds a transaction, if the log still has it. */
  Optional<TableCommit> commitOf(String transaction);

  /** That commit's version. */
  default Optional<Long> transaction(String id) {
    return commitOf(id).map(TableCommit::version);
  }
}
