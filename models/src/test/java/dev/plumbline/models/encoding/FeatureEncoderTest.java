package dev.plumbline.models.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.pipeline.schema.Decimal;
import dev.plumbline.pipeline.schema.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

public final class FeatureEncoderTest {
  private static final float NONE = Float.NaN;

  /** Sizes, declared out of the order of their names. */
  public enum Size {
    SMALL,
    LARGE
  }

  /** A nested record. */
  public record Place(String code, Integer gates) {}

  /** Every field type that can be encoded. */
  public record Everything(
      boolean flag,
      byte b,
      short s,
      int i,
      long l,
      float f,
      double d,
      char letter,
      Boolean maybeFlag,
      Integer maybeInt,
      Double maybeDouble,
      @Decimal(precision = 6, scale = 2) BigDecimal price,
      Size size,
      String text,
      LocalDate day,
      LocalDateTime local,
      Instant at,
      Optional<String> optional,
      Optional<Long> optionalLong,
      Place place) {}

  /** What can't be encoded. */
  @SuppressWarnings("ArrayRecordComponent") // bytes are a field type
  public record Refused(int fine, List<String> tags, byte[] bytes) {}

  /** One category. */
  public record Tag(String tag) {}

  private static final Everything FULL =
      new Everything(
          true,
          (byte) -3,
          (short) 300,
          -7,
          1L << 40,
          0.5f,
          0.1,
          'x',
          false,
          12,
          -2.5,
          new BigDecimal("12.34"),
          Size.SMALL,
          "b",
          LocalDate.of(2001, 12, 31),
          LocalDateTime.of(2000, 2, 29, 23, 59),
          Instant.parse("1969-12-31T23:00:00Z"),
          Optional.of("o"),
          Optional.of(5L),
          new Place("ATL", 4));

  private static final Everything EMPTY =
      new Everything(
          false,
          (byte) 0,
          (short) 0,
          0,
          0,
          0,
          0,
          'y',
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          Optional.empty(),
          Optional.empty(),
          null);

  @Test
  void encodesEveryFieldType() {
    FeatureEncoder<Everything> encoder = fit(Everything.class, FULL, EMPTY);
    assertThat(encode(encoder, FULL))
        .containsExactly(
            1,
            -3,
            300,
            -7,
            (float) (1L << 40),
            0.5f,
            0.1f,
            0,
            0,
            12,
            -2.5f,
            12.34f,
            0,
            0, // to text
            1,
            31,
            365,
            12, // a Monday
            2,
            29,
            60,
            2,
            23, // a Tuesday
            3,
            31,
            365,
            12,
            23, // a Wednesday
            0,
            5,
            0,
            4);
    assertThat(encode(encoder, EMPTY))
        .containsExactly(
            0, 0, 0, 0, 0, 0, 0, 1, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE,
            NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE);
    assertThat(encoder.columns())
        .hasSize(encoder.width())
        .contains("day.day_of_week", "at.hour", "place.code", "place.gates")
        .doesNotContain("day.hour");
  }

  @Test
  void keepsItsCodesThroughJson() {
    FeatureEncoder<Everything> encoder = fit(Everything.class, FULL, EMPTY);
    FeatureEncoder<Everything> read =
        FeatureEncoder.of(Schema.of(Everything.class), encoder.toJson());
    assertThat(read.encodings()).isEqualTo(encoder.encodings());
    assertThat(encode(read, FULL)).containsExactly(encode(encoder, FULL));
  }

  @Test
  void takesAnUnknownCategoryForMissing() {
    FeatureEncoder<Tag> encoder = fit(Tag.class, new Tag("a"), new Tag("c"));
    assertThat(encode(encoder, new Tag("c"))).containsExactly(1);
    assertThat(encode(encoder, new Tag("b"))).containsExactly(NONE);
    assertThat(encode(encoder, new Tag(null))).containsExactly(NONE);
  }

  @Test
  void ordersCategoriesByCodePoint() {
    FeatureEncoder<Tag> encoder =
        fit(Tag.class, new Tag("\uD83D\uDE00"), new Tag("\uFFFD"), new Tag("z"), new Tag("zz"));
    assertThat(encoder.encodings())
        .containsExactly(
            new FieldEncoding.Category("tag", List.of("z", "zz", "\uFFFD", "\uD83D\uDE00")));
  }

  @Test
  void keepsTheMostFrequentOfManyCategories() {
    EncoderFit<Tag> fit = new EncoderFit<>(Schema.of(Tag.class));
    float[] into = new float[1];
    IntStream.range(0, GrowingVocabulary.MOST_KEPT + 1)
        .forEach(i -> fit.encode(new Tag("common" + i), into, 0));
    IntStream.range(1, GrowingVocabulary.MOST_KEPT + 1)
        .forEach(i -> fit.encode(new Tag("common" + i), into, 0));
    EncoderFit.Fitted<Tag> fitted = fit.finish();
    assertThat(fitted.recode().get(0)[0]).isNaN();
    assertThat(encode(fitted.encoder(), new Tag("common0"))).containsExactly(NONE);
    assertThat(encode(fitted.encoder(), new Tag("common1"))[0]).isNotNaN();
    assertThat(fitted.encoder().categories()).containsExactly(GrowingVocabulary.MOST_KEPT);
  }

  @Test
  void namesAllFieldsThatItCannotEncode() {
    assertThatThrownBy(() -> new EncoderFit<>(Schema.of(Refused.class)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("field tags is a list<string>")
        .hasMessageContaining("field bytes is a binary")
        .hasMessageNotContaining("fine");
  }

  @Test
  void refusesARecordOfOtherColumns() {
    String json = fit(Tag.class, new Tag("a")).toJson();
    assertThatThrownBy(() -> FeatureEncoder.of(Schema.of(Place.class), json))
        .hasMessageContaining("[code, gates]")
        .hasMessageContaining("[tag]");
  }

  @SafeVarargs
  private static <F extends Record> FeatureEncoder<F> fit(Class<F> type, F... rows) {
    EncoderFit<F> fit = new EncoderFit<>(Schema.of(type));
    for (F row : rows) {
      fit.encode(row, new float[fit.width()], 0);
    }
    return fit.finish().encoder();
  }

  private static <F> float[] encode(FeatureEncoder<F> encoder, F row) {
    float[] into = new float[encoder.width()];
    encoder.encode(row, into, 0);
    return into;
  }
}
