package dev.plumbline.pipeline.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Records of parameters travel as JSON and come back the same. */
class RecordJsonTest {
  enum Colour {
    RED,
    GREEN
  }

  record Scalars(
      boolean flag,
      byte tiny,
      short small,
      int count,
      long id,
      float ratio,
      double score,
      char letter,
      String text,
      Integer box) {}

  record Words(
      BigDecimal decimal,
      LocalDate day,
      LocalDateTime local,
      Instant at,
      Duration pause,
      Period period,
      ZoneId zone,
      Path file,
      URI place,
      Class<?> type,
      Colour colour) {}

  record Inner(int number, Optional<String> note) {}

  record Nested(
      Inner inner,
      Optional<Inner> maybe,
      List<Inner> list,
      Map<String, List<Double>> series,
      List<String> texts) {}

  private static <R extends Record> void assertTravels(Class<R> type, R record) {
    String json = RecordJson.write(record);
    R back = RecordJson.read(type, json);
    assertThat(back).isEqualTo(record);
    assertThat(RecordJson.write(back)).isEqualTo(json);
  }

  @Property(tries = 200)
  void scalarsTravel(
      @ForAll boolean flag,
      @ForAll byte tiny,
      @ForAll short small,
      @ForAll int count,
      @ForAll long id,
      @ForAll float ratio,
      @ForAll double score,
      @ForAll char letter,
      @ForAll String text) {
    assertTravels(
        Scalars.class,
        new Scalars(flag, tiny, small, count, id, ratio, score, letter, text, count));
  }

  @Property(tries = 200)
  void decimalsKeepTheirScale(@ForAll BigDecimal decimal, @ForAll byte scale) {
    assertTravels(
        Words.class,
        new Words(
            new BigDecimal(decimal.unscaledValue(), scale),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null));
  }

  @Property(tries = 200)
  void collectionsTravel(
      @ForAll List<String> texts,
      @ForAll Map<String, List<Double>> series,
      @ForAll int number,
      @ForAll Optional<String> note) {
    Inner inner = new Inner(number, note);
    assertTravels(
        Nested.class, new Nested(inner, Optional.of(inner), List.of(inner, inner), series, texts));
  }

  @Test
  void oddNumbersTravel() {
    for (double odd :
        new double[] {
          Double.NaN, -0.0, 0.0, Double.POSITIVE_INFINITY, Double.MIN_VALUE, Double.MAX_VALUE
        }) {
      assertTravels(
          Scalars.class,
          new Scalars(true, (byte) 0, (short) 0, 0, 0, (float) odd, odd, '"', "", null));
    }
  }

  @Test
  void wordsTravel() {
    assertTravels(
        Words.class,
        new Words(
            new BigDecimal("1.50"),
            LocalDate.of(2001, 6, 1),
            LocalDateTime.parse("2001-06-01T00:00:00.000001"),
            Instant.parse("2001-06-01T00:00:00.5Z"),
            Duration.ofMinutes(90),
            Period.ofMonths(2),
            ZoneId.of("America/New_York"),
            Path.of("data/a b.csv"),
            URI.create("file:///x%20y"),
            String.class,
            Colour.GREEN));
  }

  @Test
  void nullsTravel() {
    Map<String, List<Double>> series = new HashMap<>();
    series.put("a", Arrays.asList(1.0, null));
    series.put("b", null);
    assertTravels(
        Nested.class, new Nested(null, Optional.empty(), null, series, Arrays.asList(null, "x")));
  }

  @Test
  void theFormIsCanonical() {
    Map<String, List<Double>> series = new HashMap<>();
    series.put("b", List.of());
    series.put("a", List.of(1.0));
    assertThat(
            RecordJson.write(
                new Nested(
                    new Inner(1, Optional.of("x")), Optional.empty(), List.of(), series, null)))
        .isEqualTo(
            "{\"inner\":{\"number\":1,\"note\":\"x\"},\"maybe\":null,\"list\":[],"
                + "\"series\":{\"a\":[1.0],\"b\":[]},\"texts\":null}");
  }

  private static void assertRefused(String json, String told) {
    assertThatThrownBy(() -> RecordJson.read(Inner.class, json))
        .as(json)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(told);
  }

  @Test
  void whatIsNotTheRecordIsRefusedByName() {
    assertRefused("{\"number\":1}", "Cannot read Inner: note is missing");
    assertRefused("{\"number\":null,\"note\":null}", "Cannot read Inner.number: null in a int");
    assertRefused("{\"number\":1.5,\"note\":null}", "expected an int, not '1.5'");
    assertRefused("{\"number\":99999999999,\"note\":null}", "expected an int");
    assertRefused("{\"number\":[1],\"note\":null}", "Cannot read Inner.number: a list");
    assertRefused("{\"number\":{},\"note\":null}", "Cannot read Inner.number: an object");
    assertRefused("{\"number\":1,\"note\":null,\"nots\":1}", "did you mean 'note'?");
    assertRefused("[]", "Cannot read Inner");
    assertRefused("7", "expected an Inner, not '7'");
  }

  record Odd(Thread thread) {}

  record Tree(List<Tree> children) {}

  record Keyed(Map<Integer, String> map) {}

  private static Optional<String> refusal(Type type) {
    return RecordJson.refusal(type);
  }

  @Test
  void typesThatCannotTravelAreToldWhy() {
    assertThat(refusal(Nested.class)).isEmpty();
    assertThat(refusal(Words.class)).isEmpty();
    assertThat(refusal(Odd.class)).contains("thread.Thread can't travel as JSON");
    assertThat(refusal(Tree.class)).contains("children.Tree contains itself");
    assertThat(refusal(Keyed.class))
        .contains("map.Map<Integer, String> has keys that are no String");
    assertThat(refusal(byte[].class)).isPresent();
    assertThat(refusal(Object.class)).isPresent();
  }
}
