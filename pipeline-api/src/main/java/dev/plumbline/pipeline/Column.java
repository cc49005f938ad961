package dev.plumbline.pipeline;

/**
 * A column of a row's record by name, with the type of its values.
 *
 * @param <T> the row
 * @param <K> the column's value, boxed
 */
public record Column<T, K>(String name, Class<K> type) {
  public static <T, K> Column<T, K> of(String name, Class<K> type) {
    return new Column<>(name, type);
  }
}
