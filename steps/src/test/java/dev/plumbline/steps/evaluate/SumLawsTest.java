package dev.plumbline.steps.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.pipeline.Metrics;
import dev.plumbline.steps.evaluate.BinaryMetricsTest.Features;
import dev.plumbline.steps.evaluate.BinaryMetricsTest.Scored;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Order and partitioning never show, to the last bit. */
public final class SumLawsTest {
  @Property(tries = 300)
  void aSumIsTheNearestDoubleToTheExactOne(
      @ForAll @Size(max = 60) List<Double> values, @ForAll @IntRange(max = 60) int cut) {
    ExactSum left = ExactSum.zero();
    ExactSum right = ExactSum.zero();
    BigDecimal exact = BigDecimal.ZERO;
    for (int i = 0; i < values.size(); i++) {
      (i < cut ? left : right).add(values.get(i));
      exact = exact.add(new BigDecimal(values.get(i)));
    }
    left.addAll(right);

    assertThat(left.exact()).isEqualByComparingTo(exact);
    assertThat(left.value()).isEqualTo(exact.doubleValue());
  }

  @Example
  void aSumOutlivesItsCarries() {
    ExactSum sum = ExactSum.zero();
    sum.add(Double.MAX_VALUE);
    sum.add(-0.25);
    for (int i = 0; i < 40; i++) {
      ExactSum copy = new ExactSum(sum.limbs().clone());
      sum.addAll(copy);
    }

    assertThat(sum.exact())
        .isEqualByComparingTo(
            new BigDecimal(Double.MAX_VALUE)
                .subtract(BigDecimal.valueOf(0.25))
                .multiply(BigDecimal.valueOf(1L << 40)));
    assertThatThrownBy(() -> sum.add(Double.NaN)).hasMessageContaining("NaN");
  }

  @Property(tries = 100)
  void metricsAreTheSameInAnyOrderAndPartitioning(
      @ForAll("rows") List<Scored> rows,
      @ForAll @IntRange(min = 1, max = 6) int parts,
      @ForAll long seed) {
    BinaryMetrics<Features> step = new BinaryMetrics<Features>().sliceBy("origin");
    List<Scored> all = new ArrayList<>(rows);
    all.add(BinaryMetricsTest.at(true, 0.5));
    all.add(BinaryMetricsTest.at(false, 0.25));

    Metrics once = BinaryMetricsTest.evaluate(step, all);
    Metrics merged = step.finish(merged(step, all, parts, new Random(seed)));

    assertThat(merged).isEqualTo(once);
  }

  private static BinarySum merged(
      BinaryMetrics<Features> step, List<Scored> rows, int parts, Random random) {
    List<BinarySum> sums = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      sums.add(step.zero());
    }
    List<Scored> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, random);
    for (Scored each : shuffled) {
      int part = random.nextInt(parts);
      sums.set(part, step.add(sums.get(part), each.row(), each.score()));
    }
    while (sums.size() > 1) {
      BinarySum left = sums.remove(random.nextInt(sums.size()));
      BinarySum right = sums.remove(random.nextInt(sums.size()));
      sums.add(step.merge(left, right));
    }
    return sums.get(0);
  }

  @Property(tries = 200)
  void aHistogramThatDropsBitsIsTheSameInAnyOrder(
      @ForAll("rows") @Size(min = 1) List<Scored> rows, @ForAll @IntRange(max = 100) int cut) {
    Histogram once = histogram(rows);
    List<Scored> turned = new ArrayList<>(rows);
    Collections.reverse(turned);
    int at = Math.min(cut, rows.size());

    Histogram merged =
        histogram(turned.subList(0, at)).merge(histogram(turned.subList(at, rows.size())));

    assertThat(once.sorted(Scale.SCORE))
        .hasSizeLessThanOrEqualTo(8)
        .isEqualTo(merged.sorted(Scale.SCORE));
  }

  private static Histogram histogram(List<Scored> rows) {
    Histogram histogram = Histogram.empty(8);
    for (Scored each : rows) {
      histogram = histogram.add(Scale.SCORE.key(each.score()), each.label());
    }
    return histogram;
  }

  @Property
  void keysKeepTheOrderAndTheScore(@ForAll("scores") double a, @ForAll("scores") double b) {
    for (Scale scale : Scale.values()) {
      assertThat(Long.compare(scale.key(a), scale.key(b))).isEqualTo(Double.compare(a, b));
      assertThat(scale.middle(scale.key(a), 0)).isEqualTo(a);
      for (int dropped = 1; dropped < 63; dropped++) {
        double middle = scale.middle(scale.key(a) >> dropped, dropped);
        double other = scale.middle(scale.key(b) >> dropped, dropped);
        assertThat(Double.compare(middle, other) * Double.compare(a, b)).isNotNegative();
        assertThat(middle).isFinite();
      }
    }
  }

  @Property
  void negativeNumbersHaveTheirOrderToo(@ForAll double a, @ForAll double b) {
    assertThat(Long.compare(Scale.REAL.key(a), Scale.REAL.key(b)))
        .isEqualTo(Double.compare(a + 0.0, b + 0.0));
    assertThat(Scale.REAL.value(Scale.REAL.key(a))).isEqualTo(a + 0.0);
  }

  @Provide
  Arbitrary<Double> scores() {
    return Arbitraries.oneOf(
        Arbitraries.of(0.0, 1.0, 0.5, Double.MIN_VALUE, Math.nextUp(0.5), Math.nextDown(1.0)),
        Arbitraries.doubles().between(0, 1).map(d -> d + 0.0),
        Arbitraries.floats().between(0, 1).map(f -> (double) f + 0.0));
  }

  @Provide
  Arbitrary<List<Scored>> rows() {
    return Combinators.combine(
            Arbitraries.of(true, false), scores(), Arbitraries.of("ATL", "ORD", "x y"))
        .as(Scored::new)
        .list()
        .ofMaxSize(100);
  }
}
