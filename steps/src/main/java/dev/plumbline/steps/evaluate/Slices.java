package dev.plumbline.steps.evaluate;

import dev.plumbline.pipeline.schema.FieldPath;
import dev.plumbline.pipeline.schema.Schema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Sums for each value of some columns. */
final class Slices {
  /** More make a report that nobody reads, and sums that no longer fit. */
  static final int MOST = 400;

  /** A memo of how to reach a class's fields: the same for everybody. */
  private static final ClassValue<Map<String, FieldPath>> PATHS =
      new ClassValue<>() {
        @Override
        protected Map<String, FieldPath> computeValue(Class<?> type) {
          return new ConcurrentHashMap<>();
        }
      };

  private Slices() {}

  /** The sums with one row added to each slice that it is in. */
  static <A> Map<String, A> add(
      Map<String, A> sums,
      List<String> columns,
      Object features,
      Supplier<A> zero,
      UnaryOperator<A> add) {
    if (columns.isEmpty()) {
      return sums;
    }
    // What came back from an engine can't be changed.
    Map<String, A> open = sums instanceof HashMap<String, A> ? sums : new HashMap<>(sums);
    for (String column : columns) {
      String name = of(column, features);
      A sum = open.get(name);
      open.put(name, add.apply(sum == null ? zero.get() : sum));
    }
    check(open);
    return open;
  }

  /** All slices of both sides; the right one stays as it is. */
  static <A> Map<String, A> merge(
      Map<String, A> left, Map<String, A> right, Supplier<A> zero, BinaryOperator<A> merge) {
    Map<String, A> sums = new HashMap<>(left);
    right.forEach(
        (name, sum) -> {
          A known = sums.get(name);
          sums.put(name, merge.apply(known == null ? zero.get() : known, sum));
        });
    check(sums);
    return sums;
  }

  private static void check(Map<String, ?> sums) {
    if (sums.size() > MOST) {
      throw new IllegalArgumentException(
          "Cannot slice: more than " + MOST + " values, choose columns with fewer");
    }
  }

  private static String of(String column, Object features) {
    FieldPath path =
        PATHS
            .get(features.getClass())
            .computeIfAbsent(column, c -> FieldPath.of(Schema.of(features.getClass()), c));
    return name(column, String.valueOf(path.cell(features)));
  }

  /** For example {@code origin:ATL}, in the letters that MLflow lets a metric's name hold. */
  static String name(String column, String value) {
    StringBuilder name = new StringBuilder(column).append(':');
    value
        .chars()
        .forEach(
            c -> {
              if (Character.isLetterOrDigit(c) || " .-_".indexOf(c) >= 0) {
                name.append((char) c);
              } else {
                name.append(String.format("_u%04x", c));
              }
            });
    return name.toString();
  }
}
