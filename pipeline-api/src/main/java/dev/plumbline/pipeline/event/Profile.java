package dev.plumbline.pipeline.event;

import java.util.List;
import java.util.Optional;

/** Counts and column statistics of the rows of one write, gathered while they were written. */
public record Profile(long rows, List<Column> columns) {
  public Profile {
    columns = List.copyOf(columns);
  }

  /**
   * @param least the smallest value as text, by the engine-independent order; empty without any
   * @param quantiles at 0, 0.25, 0.5, 0.75 and 1 of numbers and times (as epoch microseconds or
   *     days), by a KLL sketch; empty for other types
   * @param distinct an estimate by HLL, exact for few values
   */
  public record Column(
      String name,
      String type,
      long nulls,
      Optional<String> least,
      Optional<String> most,
      List<Double> quantiles,
      double distinct) {
    public Column {
      quantiles = List.copyOf(quantiles);
    }
  }

  public Optional<Column> column(String name) {
    return columns.stream().filter(c -> c.name().equals(name)).findFirst();
  }
}
