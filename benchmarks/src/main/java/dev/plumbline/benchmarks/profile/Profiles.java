package dev.plumbline.benchmarks.profile;

import dev.plumbline.examples.flights.Flight;
import dev.plumbline.pipeline.schema.Decimal;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.profile.Profiler;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Microseconds for each cell on one thread: the best and the median of some passes, warm. */
public final class Profiles {
  private static final int DIFFERENT = 1 << 16;
  private static final int PASSES = 7;

  private Profiles() {}

  /** A row of columns of many types; doubles without end of distinct values. */
  public record Mixed(
      long id,
      int number,
      double amount,
      Double maybe,
      boolean flag,
      String name,
      LocalDate day,
      Instant at,
      @Decimal(precision = 12, scale = 2) BigDecimal price) {}

  /**
   * @param args a folder (unused), rows
   */
  public static void main(String[] args) {
    int rows = Integer.parseInt(args[1]);
    System.out.println("profiles over " + rows + " rows, one thread");
    measure("flights", Schema.of(Flight.class), rows, Profiles::flight);
    measure("mixed", Schema.of(Mixed.class), rows, Profiles::mixed);
  }

  private static <T> void measure(
      String name, Schema<T> schema, int rows, Function<SplittableRandom, T> make) {
    SplittableRandom random = new SplittableRandom(1);
    Object[] some = new Object[DIFFERENT];
    Arrays.setAll(some, i -> make.apply(random));
    int columns = schema.type().getRecordComponents().length;
    double[] micros = new double[PASSES];
    long seen = 0;
    for (int pass = -2; pass < PASSES; pass++) {
      Profiler profiler = Profiler.of(schema);
      long start = System.nanoTime();
      for (int i = 0; i < rows; i++) {
        profiler.add(some[i & (DIFFERENT - 1)]);
      }
      double took = (System.nanoTime() - start) / 1e3 / rows / columns;
      seen += profiler.profile().rows();
      if (pass >= 0) {
        micros[pass] = took;
      }
    }
    Arrays.sort(micros);
    double median = micros[PASSES / 2];
    System.out.printf(
        "%-8s %d columns: %.4f µs a cell (%.4f–%.4f), %d rows seen%n",
        name, columns, median, micros[0], micros[PASSES - 1], seen);
    System.out.printf(
        "%s  %s, µs per cell and core: %.4f, bound 0.05%n",
        median <= 0.05 ? "within" : "MISSED", name, median);
  }

  private static Flight flight(SplittableRandom random) {
    LocalDate day = LocalDate.of(2001, 1, 1).plusDays(random.nextInt(181));
    return new Flight(
        day,
        day.atTime(random.nextInt(24), random.nextInt(60)),
        "A" + random.nextInt(230),
        "A" + random.nextInt(230),
        random.nextInt(100, 2_700),
        random.nextInt(-60, 400));
  }

  private static Mixed mixed(SplittableRandom random) {
    return new Mixed(
        random.nextLong(),
        random.nextInt(),
        random.nextDouble(),
        random.nextInt(10) == 0 ? null : random.nextDouble(),
        random.nextBoolean(),
        "name " + random.nextInt(100_000),
        LocalDate.ofEpochDay(random.nextInt(20_000)),
        Instant.ofEpochSecond(random.nextInt()),
        BigDecimal.valueOf(random.nextInt(), 2));
  }
}
