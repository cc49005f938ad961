package dev.plumbline.runner.value;

import dev.plumbline.pipeline.Splitter;
import dev.plumbline.pipeline.schema.FieldPath;
import dev.plumbline.pipeline.schema.FieldType;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.codec.RowCodec;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which part of a {@link Splitter} a row falls in, by its own values alone. Immutable and safe for
 * use by many threads.
 *
 * <p>By key: the cells of the key columns as {@link Keys} (−0.0 as 0.0, one NaN, null a value like
 * others) in the bytes of {@link RowCodec} version 1, hashed by {@link Hash64} with the splitter's
 * seed; the upper 53 bits as a fraction below the test share mean test.
 */
public final class SplitMembership {
  /** A part of the split. */
  public enum Side {
    TRAIN,
    TEST,
    /** A row whose time is null, when splitting by time. */
    NEITHER
  }

  private interface Rule {
    Side side(Object row);
  }

  private final Rule rule;

  private SplitMembership(Rule rule) {
    this.rule = rule;
  }

  /**
   * @throws IllegalArgumentException when a column is missing or of a type that can't decide
   */
  public static SplitMembership of(Splitter splitter, Schema<?> rows) {
    return new SplitMembership(
        splitter instanceof Splitter.ByTime time
            ? byTime(time, FieldPath.of(rows, time.column()))
            : byKey((Splitter.ByKey) splitter, rows));
  }

  /** The part of a row, a record of the schema's class. */
  public Side side(Object row) {
    return rule.side(row);
  }

  /** Whether a row is in the test part. */
  public boolean test(Object row) {
    return side(row) == Side.TEST;
  }

  private static Rule byTime(Splitter.ByTime split, FieldPath path) {
    LocalDate from = split.from();
    Instant start = Splitter.start(split);
    LocalDateTime local = from.atStartOfDay();
    if (path.type() == FieldType.Scalar.DATE) {
      return row -> side(path.cell(row), d -> ((LocalDate) d).isBefore(from));
    }
    if (path.type() == FieldType.Scalar.TIMESTAMP) {
      return row -> side(path.cell(row), t -> ((Instant) t).isBefore(start));
    }
    if (path.type() == FieldType.Scalar.TIMESTAMP_NTZ) {
      return row -> side(path.cell(row), t -> ((LocalDateTime) t).isBefore(local));
    }
    throw new IllegalArgumentException(
        "Cannot split by time: "
            + split.column()
            + " is "
            + path.type()
            + ", choose a date or a timestamp");
  }

  private static Side side(Object time, Predicate<Object> before) {
    return time == null ? Side.NEITHER : before.test(time) ? Side.TRAIN : Side.TEST;
  }

  private static Rule byKey(Splitter.ByKey split, Schema<?> rows) {
    List<FieldPath> paths = split.columns().stream().map(c -> FieldPath.of(rows, c)).toList();
    for (int i = 0; i < paths.size(); i++) {
      if (!Keys.isKey(paths.get(i).type())) {
        throw new IllegalArgumentException(
            "Cannot split by key: "
                + split.columns().get(i)
                + " is "
                + paths.get(i).type()
                + ", choose columns without bytes, lists and maps");
      }
    }
    RowCodec codec = RowCodec.ofTypes(paths.stream().map(FieldPath::type).toList());
    return row -> {
      Object[] cells = new Object[paths.size()];
      for (int i = 0; i < cells.length; i++) {
        cells[i] = paths.get(i).cell(row);
      }
      long hash = Hash64.of(codec.toBytes(Keys.normalisedCells(cells)), split.seed());
      return (hash >>> 11) * 0x1p-53 < split.testShare() ? Side.TEST : Side.TRAIN;
    };
  }
}
