package dev.plumbline.runner.table;

import dev.plumbline.pipeline.Writes;
import dev.plumbline.pipeline.schema.Schema;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * The key by which a write merges, and how a new row that breaks it is refused; the same words on
 * every engine.
 *
 * @param columns of the rows, by name
 */
public record MergeKey(String table, List<String> columns) {
  private static final int SHOWN = 200;

  public MergeKey {
    columns = List.copyOf(columns);
  }

  /** The key of a write that merges. */
  public static Optional<MergeKey> of(WriteTarget target) {
    return target.mode() instanceof Writes.Merge merge
        ? Optional.of(new MergeKey(target.table(), merge.key()))
        : Optional.empty();
  }

  /** Where a row's cells of the key are. */
  public int[] places(Schema<?> schema) {
    return columns.stream().mapToInt(schema.names()::indexOf).toArray();
  }

  /** A new row whose key holds a null: it could be neither found again nor replaced. */
  public TableException nullIn(String column, String row) {
    String shown = row.length() > SHOWN ? row.substring(0, SHOWN) + "..." : row;
    return refused(
        "null in its column "
            + column
            + " of the row "
            + shown
            + ", give each row a key or leave it out in the step");
  }

  /**
   * Several new rows with one key: which of them shall stay can't be told.
   *
   * @param key its cells, in the order of the columns
   */
  public TableException repeated(List<?> key, long rows) {
    StringJoiner cells = new StringJoiner(", ");
    for (int i = 0; i < columns.size(); i++) {
      cells.add(columns.get(i) + "=" + key.get(i));
    }
    return refused(
        rows + " rows have the key " + cells + ", emit one row for each key in the step");
  }

  private TableException refused(String why) {
    return new TableException(
        TableException.Kind.USER,
        "Cannot merge into table " + table + " by " + String.join(", ", columns) + ": " + why);
  }
}
