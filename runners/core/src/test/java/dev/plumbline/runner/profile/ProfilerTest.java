package dev.plumbline.runner.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.plumbline.pipeline.event.Profile;
import dev.plumbline.pipeline.schema.Decimal;
import dev.plumbline.pipeline.schema.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

public class ProfilerTest {
  public record Number(Long whole, Double real, Optional<String> text) {}

  @SuppressWarnings("ArrayRecordComponent") // a row may hold bytes
  public record Wide(
      LocalDate day,
      Instant at,
      Boolean flag,
      String text,
      @Decimal(precision = 9, scale = 2) BigDecimal price,
      byte[] bytes,
      Inner inner,
      List<String> tags,
      Map<String, Long> counts) {}

  public record Inner(Float ratio, Optional<Integer> rank) {}

  private static final Schema<Number> NUMBERS = Schema.of(Number.class);
  private static final Schema<Wide> WIDE = Schema.of(Wide.class);

  private static <T> Profiler profiler(Schema<T> schema, List<T> rows) {
    Profiler profiler = Profiler.of(schema);
    rows.forEach(profiler::add);
    return profiler;
  }

  private static Profile.Column column(Profile profile, String name) {
    return profile.column(name).orElseThrow();
  }

  @Property(tries = 300)
  void smallTablesAreProfiledAsByBruteForce(@ForAll("numbers") List<Number> rows) {
    Profile profile = profiler(NUMBERS, rows).profile();

    assertThat(profile.rows()).isEqualTo(rows.size());
    List<Double> reals = present(rows, Number::real).stream().map(d -> d + 0.0).toList();
    Profile.Column real = column(profile, "real");
    assertThat(real.nulls()).isEqualTo(rows.size() - reals.size());
    assertThat(real.distinct()).isEqualTo(new HashSet<>(reals).size());
    List<Double> sorted = reals.stream().sorted().toList();
    assertThat(real.least()).isEqualTo(sorted.stream().findFirst().map(d -> d + ""));
    assertThat(real.most())
        .isEqualTo(sorted.isEmpty() ? Optional.empty() : Optional.of(last(sorted) + ""));
    List<Double> finite = sorted.stream().filter(d -> !d.isNaN()).toList();
    if (!finite.isEmpty()) {
      assertThat(real.quantiles())
          .containsExactly(
              finite.get(0),
              ranked(finite, 0.25),
              ranked(finite, 0.5),
              ranked(finite, 0.75),
              last(finite));
    }
    List<Long> wholes = present(rows, Number::whole);
    assertThat(column(profile, "whole").distinct()).isEqualTo(Set.copyOf(wholes).size());
    assertThat(column(profile, "whole").most())
        .isEqualTo(wholes.stream().max(Long::compare).map(w -> w + ""));
  }

  private static <V> List<V> present(List<Number> rows, Function<Number, V> value) {
    return rows.stream().map(value).filter(v -> v != null).toList();
  }

  private static double last(List<Double> sorted) {
    return sorted.get(sorted.size() - 1);
  }

  private static double ranked(List<Double> sorted, double share) {
    return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
  }

  @Property(tries = 300)
  void partsMergeToTheWholeWhereverTheyAreCut(
      @ForAll("numbers") List<Number> rows, @ForAll @IntRange(max = 100) int percent) {
    int cut = rows.size() * percent / 100;
    Profiler merged = profiler(NUMBERS, rows.subList(0, cut));
    merged.merge(back(NUMBERS, profiler(NUMBERS, rows.subList(cut, rows.size()))));

    assertThat(merged.profile()).isEqualTo(profiler(NUMBERS, rows).profile());
    assertThat(back(NUMBERS, merged).profile()).isEqualTo(merged.profile());
  }

  private static Profiler back(Schema<?> schema, Profiler profiler) {
    return Profiler.fromBytes(schema, profiler.toBytes());
  }

  @Property(tries = 100)
  void cellsAndRowsAreOne(@ForAll("numbers") List<Number> rows) {
    Profiler byCells = Profiler.of(NUMBERS);
    rows.forEach(row -> byCells.add(NUMBERS.cells(row)));

    assertThat(byCells.profile()).isEqualTo(profiler(NUMBERS, rows).profile());
  }

  @Provide
  Arbitrary<List<Number>> numbers() {
    Arbitrary<Double> reals =
        Arbitraries.oneOf(
            Arbitraries.of(0.0, -0.0, Double.NaN, 1.0 / 0, -1.0 / 0), Arbitraries.doubles());
    Arbitrary<String> texts = Arbitraries.of("", "a", "b", "Aa", "BB", "\uFFFD", "\uD83D\uDE00");
    return Combinators.combine(
            Arbitraries.longs().injectNull(0.2), reals.injectNull(0.2), texts.optional())
        .as(Number::new)
        .list()
        .ofMaxSize(150);
  }

  @Test
  void manyRowsKeepTheirBounds() {
    Random random = new Random(7);
    Profiler first = Profiler.of(NUMBERS);
    Profiler second = Profiler.of(NUMBERS);
    double[] reals = new double[400_000];
    Set<Long> wholes = new HashSet<>();
    for (int i = 0; i < reals.length; i++) {
      reals[i] = random.nextGaussian();
      long whole = random.nextInt(100_000);
      wholes.add(whole);
      Number row = new Number(whole, reals[i], Optional.of("t" + random.nextInt(20_000)));
      (i < 300_000 ? first : second).add(row);
    }
    first.merge(back(NUMBERS, second));
    Profile profile = first.profile();
    Arrays.sort(reals);

    assertThat(column(profile, "whole").distinct() / wholes.size()).isCloseTo(1, within(0.06));
    assertThat(column(profile, "text").distinct() / 20_000).isCloseTo(1, within(0.06));
    List<Double> quantiles = column(profile, "real").quantiles();
    assertThat(quantiles.get(0)).isEqualTo(reals[0]);
    assertThat(quantiles.get(4)).isEqualTo(reals[reals.length - 1]);
    for (int i = 1; i < 4; i++) {
      double rank = Math.abs(Arrays.binarySearch(reals, quantiles.get(i))) / (double) reals.length;
      assertThat(rank).isCloseTo(i / 4.0, within(0.04));
    }
  }

  @Test
  void distinctIsExactUpToItsLimitWhateverTheOrder() {
    for (int count : new int[] {1, 4095, 4096}) {
      List<Number> rows = new ArrayList<>();
      for (int i = 0; i < 3 * count; i++) {
        rows.add(new Number((long) (i % count), null, Optional.of("x" + i % count)));
      }
      Profile profile = profiler(NUMBERS, rows).profile();

      assertThat(column(profile, "whole").distinct()).isEqualTo(count);
      assertThat(column(profile, "text").distinct()).isEqualTo(count);
    }
  }

  @Test
  void textIsToldByCodePointAndCut() {
    String longest = "\uD83D\uDE00".repeat(40);
    List<Number> rows =
        List.of(
            new Number(null, null, Optional.of("\uFFFD")),
            new Number(null, null, Optional.of(longest)),
            new Number(null, null, Optional.of("a" + longest)));
    Profile.Column text = column(profiler(NUMBERS, rows).profile(), "text");

    assertThat(text.most()).contains("\uD83D\uDE00".repeat(32));
    assertThat(text.least()).contains("a" + "\uD83D\uDE00".repeat(31));
  }

  @Test
  void everyKindOfColumnIsTold() {
    Wide one =
        new Wide(
            LocalDate.of(2001, 5, 1),
            Instant.parse("2001-05-01T00:00:00.000001Z"),
            true,
            "x",
            new BigDecimal("1.5"),
            new byte[] {1},
            new Inner(-0f, Optional.of(3)),
            List.of("a", "b"),
            Map.of());
    Wide none = new Wide(null, null, null, null, null, null, null, null, null);
    Profile profile = profiler(WIDE, List.of(one, none)).profile();

    assertThat(profile.columns())
        .extracting(c -> c.name() + " " + c.nulls() + " " + c.least().orElse("-"))
        .containsExactly(
            "day 1 2001-05-01",
            "at 1 2001-05-01T00:00:00.000001Z",
            "flag 1 true",
            "text 1 x",
            "price 1 1.50",
            "bytes 1 -",
            "inner 1 -",
            "inner.ratio 1 0.0",
            "inner.rank 1 3",
            "tags 1 -",
            "tags.size 1 2",
            "counts 1 -",
            "counts.size 1 0");
    assertThat(column(profile, "day").quantiles()).containsOnly(11443.0);
    assertThat(column(profile, "at").quantiles()).containsOnly(988675200000001.0);
    assertThat(column(profile, "flag").quantiles()).isEmpty();
    assertThat(column(profile, "bytes").distinct()).isEqualTo(1);
    assertThat(back(WIDE, profiler(WIDE, List.of(one, none))).profile()).isEqualTo(profile);
  }

  @Test
  void profilesOfOtherColumnsAreNotMerged() {
    assertThatThrownBy(() -> Profiler.of(NUMBERS).merge(Profiler.of(WIDE)))
        .hasMessageContaining("Cannot merge profiles");
  }
}
