package dev.plumbline.steps.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.pipeline.json.RecordJson;
import dev.plumbline.pipeline.schema.Decimal;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public final class ReadJsonTest {
  public record Place(String name, double height) {}

  public enum Colour {
    RED,
    GREEN
  }

  public record Wide(
      boolean flag,
      int whole,
      Long large,
      float single,
      double real,
      char letter,
      Optional<String> text,
      LocalDate day,
      Instant at,
      LocalDateTime local,
      @Decimal(precision = 10, scale = 2) BigDecimal price,
      Colour colour,
      Place place,
      List<Place> places,
      Map<Integer, List<String>> names) {}

  public record Name(int id, String name) {}

  public record Ratio(double ratio) {
    public Ratio {
      if (ratio < 0) {
        throw new IllegalArgumentException("a ratio is not negative");
      }
    }
  }

  @TempDir Path folder;

  @Test
  void readsEveryType() throws Exception {
    write(
        "wide.jsonl",
        """
        \uFEFF{"flag":true,"whole":-5,"large":9223372036854775807,"single":1.5,"real":"NaN","letter":"é",\
        "text":"a\\"\\u00e9\\n😀","day":"2001-06-01","at":"2001-06-01T10:30:00Z","local":"2001-06-01 10:30",\
        "price":12.5,"colour":"RED","place":{"name":"x","height":2,"more":[1,{"a":2}]},\
        "places":[{"height":1e3,"name":null},null],"names":{"1":["a",null],"-2":null},"more":{"deep":[]}}

        {"flag":false,"whole":0,"single":1,"real":-0.0,"letter":"x","price":"0.10"}
        """);

    Collected<Wide> read = Collected.of(new ReadJson<>(Wide.class, Path.of("wide.jsonl")), folder);

    assertThat(read.rejected()).isEmpty();
    Wide first = read.rows().get(0);
    assertThat(first)
        .isEqualTo(
            new Wide(
                true,
                -5,
                Long.MAX_VALUE,
                1.5f,
                Double.NaN,
                'é',
                Optional.of("a\"é\n😀"),
                LocalDate.of(2001, 6, 1),
                Instant.parse("2001-06-01T10:30:00Z"),
                LocalDateTime.of(2001, 6, 1, 10, 30),
                new BigDecimal("12.50"),
                Colour.RED,
                new Place("x", 2),
                Arrays.asList(new Place(null, 1000), null),
                first.names()));
    assertThat(first.names()).containsEntry(1, Arrays.asList("a", null)).containsEntry(-2, null);
    assertThat(read.rows().get(1).text()).isEmpty();
    assertThat(read.rows().get(1).large()).isNull();
    assertThat(read.rows().get(1).price()).isEqualTo("0.10");
  }

  @Test
  void rejectsALineWithItsPlaceFieldValueAndWhatWasExpected() throws Exception {
    write(
        "bad.jsonl",
        """
        {"id":1,"name":"a"}
        {"id":"2","name":"b"}
        {"id":3.0,"name":"c"}
        {"id":2147483648}
        {"name":"d"}
        {"id":null}
        {"id":4,"name":5}
        {"id":4,"id":5}
        {"id":6
        {"id":7} {"id":8}
        [9]
        null
        {"id":10,"name":["x"]}
        {"id":11}
        """);

    Collected<Name> read = Collected.of(new ReadJson<>(Name.class, Path.of("bad.jsonl")), folder);

    assertThat(read.rows()).containsExactly(new Name(1, "a"), new Name(11, null));
    assertThat(read.rejected()).hasSize(12);
    assertThat(read.rejected().subList(0, 6))
        .containsExactly(
            "bad.jsonl line 2: field id: '2', expected an int",
            "bad.jsonl line 3: field id: '3.0', expected an int",
            "bad.jsonl line 4: field id: '2147483648', expected an int",
            "bad.jsonl line 5: field id is absent, expected int",
            "bad.jsonl line 6: field id is absent, expected int",
            "bad.jsonl line 7: field name: '5', expected text");
    assertThat(read.rejected().get(6)).startsWith("bad.jsonl line 8: it is no JSON: Duplicate");
    assertThat(read.rejected().get(7)).startsWith("bad.jsonl line 9: it is no JSON: ");
    assertThat(read.rejected().get(8)).endsWith("line 10: the line goes on after its object");
    assertThat(read.rejected().get(9)).contains("line 11: the line: '[', expected an object");
    assertThat(read.rejected().get(10)).contains("line 12: the line: 'null', expected an object");
    assertThat(read.rejected().get(11)).contains("line 13: field name: '[', expected text");
  }

  @Test
  void aRecordMayRefuseItsValues() throws Exception {
    write("ratio.jsonl", "{\"ratio\":-1}\n{\"ratio\":\"1\"}\n{\"ratio\":1e400}\n{\"ratio\":1}");

    Collected<Ratio> read =
        Collected.of(new ReadJson<>(Ratio.class, Path.of("ratio.jsonl")), folder);

    assertThat(read.rows()).containsExactly(new Ratio(1));
    assertThat(read.rejected())
        .containsExactly(
            "ratio.jsonl line 1: a ratio is not negative",
            "ratio.jsonl line 2: field ratio: '1', expected a double",
            "ratio.jsonl line 3: field ratio: '1e400', expected a double");
  }

  @Test
  void readsFoldersAndGzip() throws Exception {
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("b.json.gz")))) {
      out.write("{\"id\":2,\"name\":\"b\"}\n".getBytes(StandardCharsets.UTF_8));
    }
    write("a.ndjson", "{\"id\":1,\"name\":\"a\"}\r\n");
    ReadJson<Name> step = new ReadJson<>(Name.class, Path.of(".")).withTolerance(0.5);

    assertThat(Collected.of(step, folder).rows())
        .containsExactly(new Name(1, "a"), new Name(2, "b"));
    assertThat(RecordJson.read(ReadJson.class, RecordJson.write(step))).isEqualTo(step);
  }

  @Test
  void saysWhatIsWrongWithAFile() throws Exception {
    write("empty.json", "");
    Files.write(
        folder.resolve("latin.json"),
        "{\"id\":1,\"name\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1));

    for (String each : List.of("empty", "latin", "missing")) {
      assertThatThrownBy(
              () -> Collected.of(new ReadJson<>(Name.class, Path.of(each + ".json")), folder))
          .as(each)
          .isInstanceOf(SourceException.class)
          .hasMessageContaining(each + ".json");
    }
  }

  private void write(String name, String text) throws Exception {
    Files.writeString(folder.resolve(name), text);
  }
}
