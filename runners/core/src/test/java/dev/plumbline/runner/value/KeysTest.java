package dev.plumbline.runner.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.pipeline.schema.Decimal;
import dev.plumbline.pipeline.schema.Schema;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

public class KeysTest {
  private static final double OTHER_NAN = Double.longBitsToDouble(0x7ff8000000000001L);

  public record Place(String name, double height, Optional<Float> depth) {}

  public record Of<A, B>(A left, B right) {}

  public record Price(@Decimal(precision = 8, scale = 2) BigDecimal amount) {}

  enum Color {
    RED
  }

  @Test
  void zerosAreOneKeyAndSoAreNans() {
    assertThat(Keys.of(-0.0)).isEqualTo(Keys.of(0.0));
    assertThat(Keys.of(-0f)).isEqualTo(Keys.of(0f));
    assertThat(Keys.of(OTHER_NAN)).isEqualTo(Keys.of(Double.NaN));
    assertThat(Keys.of(null)).isNull();
  }

  @Test
  void aRecordIsTheListOfItsCells() {
    assertThat(Keys.of(new Place("a", -0.0, Optional.of(-0f)))).isEqualTo(List.of("a", 0.0, 0f));
    assertThat(Keys.of(new Of<>(Color.RED, -0.0))).isEqualTo(List.of("RED", 0.0));
    assertThat(Keys.of(new Object[] {'x', null})).isEqualTo(Arrays.asList("x", null));
  }

  @Test
  void aStepIsGivenItsKeyInItsOwnForm() {
    assertThat(Keys.plain(-0.0)).isEqualTo(0.0);
    assertThat(Keys.plain(new Place("a", -0.0, Optional.of(-0f))))
        .isEqualTo(new Place("a", 0.0, Optional.of(0f)));
    assertThat(Keys.plain(new Of<>(Color.RED, new Of<>(-0.0, LocalDate.EPOCH))))
        .isEqualTo(new Of<>(Color.RED, new Of<>(0.0, LocalDate.EPOCH)));
    assertThat(Keys.plain(new Price(new BigDecimal("1.5"))))
        .isEqualTo(Keys.plain(new Price(new BigDecimal("1.50"))));
    assertThat(Keys.<Object>plain(null)).isNull();
  }

  @Test
  void decimalsAreKeysByValue() {
    assertThat(Keys.of(new BigDecimal("1.50"))).isEqualTo(Keys.of(new BigDecimal("1.5")));
    assertThat(Keys.of(new Of<>(new BigDecimal("100"), 1)))
        .isEqualTo(Keys.of(new Of<>(new BigDecimal("1E+2"), 1)));
  }

  @Test
  void bytesAreNoKey() {
    assertThatThrownBy(() -> Keys.of(new byte[1]))
        .hasMessageContaining("Cannot use bytes as a key");
    assertThat(Schema.of(Place.class).fields()).allMatch(f -> Keys.isKey(f.type()));
  }

  @Test
  void aNullAnywhereInAKeyIsFound() {
    assertThat(Keys.hasNull(Keys.of(new Place("a", 1, Optional.empty())))).isTrue();
    assertThat(Keys.hasNull(Keys.of(new Place("a", 1, Optional.of(1f))))).isFalse();
    assertThat(Keys.hasNull(null)).isTrue();
  }

  @Test
  void textIsOrderedByCodePointNotByUtf16() {
    assertThat("\uFFFD".compareTo("\uD83D\uDE00")).isPositive();
    assertThat(Keys.ORDER.compare("\uFFFD", "\uD83D\uDE00")).isNegative();
  }

  @Test
  void numbersOfDifferentClassesAreOrderedByValue() {
    assertThat(Keys.ORDER.compare(1L, 1.5)).isNegative();
    assertThat(Keys.ORDER.compare(new BigDecimal("1.50"), 1.5)).isZero();
    assertThat(Keys.ORDER.compare(Long.MAX_VALUE, (double) Long.MAX_VALUE)).isNegative();
    assertThat(Keys.ORDER.compare(Double.NaN, new BigDecimal("1E+300"))).isPositive();
    assertThat(Keys.ORDER.compare(Double.NEGATIVE_INFINITY, Long.MIN_VALUE)).isNegative();
    assertThat(Keys.ORDER.compare(new byte[] {1}, new byte[] {-1})).isNegative();
  }

  @Property
  void textIsOrderedAsItsUtf8(@ForAll("texts") String a, @ForAll("texts") String b) {
    int bytes =
        Arrays.compareUnsigned(
            a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    assertThat(Integer.signum(Keys.ORDER.compare(a, b))).isEqualTo(Integer.signum(bytes));
  }

  @Property(tries = 3000)
  void theOrderIsTotalAndAgreesWithEquality(
      @ForAll("keys") Object a, @ForAll("keys") Object b, @ForAll("keys") Object c) {
    int ab = Integer.signum(Keys.ORDER.compare(a, b));
    assertThat(ab).isEqualTo(-Integer.signum(Keys.ORDER.compare(b, a)));
    assertThat(Keys.ORDER.compare(a, a)).isZero();
    if (ab <= 0 && Keys.ORDER.compare(b, c) <= 0) {
      assertThat(Keys.ORDER.compare(a, c)).isNotPositive();
    }
    if (ab == 0) {
      assertThat(Integer.signum(Keys.ORDER.compare(a, c)))
          .isEqualTo(Integer.signum(Keys.ORDER.compare(b, c)));
    }
  }

  @Property(tries = 3000)
  void doublesAreEqualKeysWhereTheirOrderSaysSo(
      @ForAll("doubles") double a, @ForAll("doubles") double b) {
    assertThat(Keys.of(a).equals(Keys.of(b))).isEqualTo(Keys.ORDER.compare(a, b) == 0);
  }

  @Provide
  Arbitrary<Double> doubles() {
    return Arbitraries.of(
        0.0, -0.0, 1.0, -1.0, Double.NaN, OTHER_NAN, 1.0 / 0, -1.0 / 0, Double.MIN_VALUE);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("a", "b", "\u00e9", "\uFFFD", "\uE000", "\uD7FF", "\uD83D\uDE00")
        .list()
        .ofMaxSize(4)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<Object> keys() {
    Arbitrary<Object> numbers =
        Arbitraries.oneOf(
            doubles(),
            Arbitraries.of(-1L, 0L, 1L, Long.MAX_VALUE),
            Arbitraries.of(new BigDecimal("0.1"), new BigDecimal("1.00")));
    Arbitrary<Object> scalars =
        Arbitraries.oneOf(
            numbers,
            texts(),
            Arbitraries.of(true, false),
            Arbitraries.of(LocalDate.EPOCH, LocalDate.MAX),
            Arbitraries.just(new byte[] {-1}));
    Arbitrary<Object> nested = scalars.injectNull(0.2).list().ofMaxSize(3).map(l -> l);
    return Arbitraries.oneOf(scalars, nested).injectNull(0.1);
  }
}
