package dev.plumbline.steps.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.pipeline.Source;
import dev.plumbline.pipeline.json.RecordJson;
import dev.plumbline.pipeline.schema.Decimal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
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

public final class ReadCsvTest {
  public record Flight(
      LocalDateTime date, int delay, long distance, String origin, String destination) {}

  public record Name(int id, String name) {}

  public enum Colour {
    RED,
    GREEN
  }

  public record Wide(
      boolean flag,
      byte tiny,
      short little,
      Integer whole,
      long large,
      float single,
      Double real,
      char letter,
      Optional<String> text,
      LocalDate day,
      Instant at,
      LocalDateTime local,
      @Decimal(precision = 6, scale = 2) BigDecimal price,
      Colour colour) {}

  public record Nested(Name name) {}

  @TempDir Path folder;

  @Test
  void readsTheExamplesRealFlights() throws Exception {
    Path real = Path.of("..", "examples", "data", "flights-2001.csv.gz").toAbsolutePath();

    Collected<Flight> flights = Collected.of(new ReadCsv<>(Flight.class, real), folder);

    assertThat(flights.rejected()).isEmpty();
    assertThat(flights.rows()).hasSizeGreaterThan(200_000);
    assertThat(flights.rows().get(0))
        .isEqualTo(new Flight(LocalDateTime.of(2001, 1, 1, 0, 2), 22, 1979, "DTW", "LAX"));
  }

  @Test
  void readsEveryScalarType() throws Exception {
    write(
        "wide.csv",
        "flag,tiny,little,whole,large,single,real,letter,text,day,at,local,price,colour,more\n"
            + "true,-128,32767,,-9223372036854775808,1.5,-1e-3,é,\"a\"\"b\nc\",2001-06-01,"
            + "2001-06-01 10:30:00.5+02:00,2001-06-01 10:30:00,12.5,GREEN,x\r\n"
            + "FALSE,+7,007,-0,9223372036854775807,NaN,,x,,,,,,,\n");

    Collected<Wide> wide = Collected.of(read(Wide.class, "wide.csv"), folder);

    assertThat(wide.rejected()).isEmpty();
    assertThat(wide.rows())
        .containsExactly(
            new Wide(
                true,
                (byte) -128,
                (short) 32767,
                null,
                Long.MIN_VALUE,
                1.5f,
                -1e-3,
                'é',
                Optional.of("a\"b\nc"),
                LocalDate.of(2001, 6, 1),
                Instant.parse("2001-06-01T08:30:00.5Z"),
                LocalDateTime.of(2001, 6, 1, 10, 30),
                new BigDecimal("12.50"),
                Colour.GREEN),
            new Wide(
                false,
                (byte) 7,
                (short) 7,
                0,
                Long.MAX_VALUE,
                Float.NaN,
                null,
                'x',
                Optional.empty(),
                null,
                null,
                null,
                null,
                null));
  }

  @Test
  void rejectsARowWithItsPlaceColumnValueAndWhatWasExpected() throws Exception {
    write(
        "bad.csv",
        "id,name\n1,a\nx,b\n\n,c\n\"4\n\",d\n5\n6,f,g\n2147483648,h\n3,\"two\nlines\"\n9.,i\n");

    Collected<Name> names = Collected.of(read(Name.class, "bad.csv"), folder);

    assertThat(names.rows()).containsExactly(new Name(1, "a"), new Name(3, "two\nlines"));
    assertThat(names.rejected())
        .containsExactly(
            "bad.csv line 3: column id: 'x', expected an int",
            "bad.csv line 5: column id: '', expected an int, it may not be absent",
            "bad.csv line 6: column id: '4\n', expected an int",
            "bad.csv line 8: it has 1 fields, expected 2",
            "bad.csv line 9: it has 3 fields, expected 2",
            "bad.csv line 10: column id: '2147483648', expected an int",
            "bad.csv line 13: column id: '9.', expected an int");
  }

  @Test
  void refusesValuesThatNearlyFit() throws Exception {
    List<String> bad =
        List.of(
            "flag=yes",
            "tiny=128",
            "little=1 ",
            "large=9223372036854775808",
            "single=1f",
            "real=0x1p3",
            "letter=ab",
            "day=2001-6-1",
            "day=2001-02-29",
            "at=2001-06-01T10:30:00",
            "local=2001-06-01T10:30:00.1234567",
            "local=2001-06-01T24:00",
            "price=1.234",
            "price=12345.6",
            "price=1e999999999",
            "colour=BLUE",
            "local=2001-06-01",
            "at=2001-06-01T10:30:00.1234567+00:00",
            "whole=-",
            "whole=--1",
            "day=２００１-06-01");
    for (String each : bad) {
      String column = each.substring(0, each.indexOf('='));
      String header =
          "flag,tiny,little,whole,large,single,real,letter,text,day,at,local,price,colour";
      String[] cells = "true,1,1,,1,1,,x,,,,,,".split(",", -1);
      cells[Arrays.asList(header.split(",")).indexOf(column)] =
          each.substring(each.indexOf('=') + 1);
      write("near.csv", header + "\n" + String.join(",", cells) + "\n");

      Collected<Wide> wide = Collected.of(read(Wide.class, "near.csv"), folder);

      assertThat(wide.rows()).as(each).isEmpty();
      assertThat(wide.rejected()).as(each).singleElement().asString().contains("column " + column);
    }
  }

  @Test
  void namesEveryMissingAndUnexpectedColumn() throws Exception {
    write("head.csv", "ID,nmae\n1,a\n");

    assertThatThrownBy(() -> Collected.of(read(Name.class, "head.csv"), folder))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("head.csv: column 'id' is missing (there is 'ID')")
        .hasMessageContaining("column 'name' is missing (there is 'nmae')")
        .hasMessageContaining("not expected: ID, nmae");
  }

  @Test
  void refusesAColumnThatIsThereTwice() throws Exception {
    write("twice.csv", "id,name,id\n1,a,2\n");

    assertThatThrownBy(() -> Collected.of(read(Name.class, "twice.csv"), folder))
        .hasMessageContaining("'id' is there twice");
  }

  @Test
  void saysWhatIsWrongWithASourceAsAWhole() throws Exception {
    write("empty.csv", "");
    write("open.csv", "id,name\n1,\"a\n2,b\n");
    write("stray.csv", "id,name\n1,\"a\"b\n");
    Files.write(folder.resolve("cut.csv.gz"), Arrays.copyOf(gzip("id,name\n1,abcdefgh\n"), 25));
    write("plain.csv.gz", "id,name\n1,a\n");
    Files.createDirectory(folder.resolve("none"));
    write("none/readme.txt", "x");
    Files.write(folder.resolve("latin.csv"), "id,name\n1,é\n".getBytes(ISO_8859_1));

    assertFails("missing.csv", "missing.csv: there is no such file or folder");
    assertFails("empty.csv", "empty.csv: it is empty, the first line must name the columns");
    assertFails("open.csv", "open.csv: ");
    assertFails("stray.csv", "stray.csv: ");
    assertFails("cut.csv.gz", "cut.csv.gz: ");
    assertFails("plain.csv.gz", "it is not a gzip file");
    assertFails("none", "no file in it ends in [.csv, .tsv]");
    assertFails("none/*.csv", "it matches no file");
    assertFails("nowhere/*.csv", "there is no folder");
    assertFails("latin.csv", "it is not UTF-8");
  }

  private void assertFails(String source, String message) {
    assertThatThrownBy(() -> Collected.of(read(Name.class, source), folder))
        .as(source)
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("Cannot read ")
        .hasMessageContaining(message);
  }

  @Test
  void aHeaderAloneIsNoRows() throws Exception {
    write("head.csv", "id,name");

    assertThat(Collected.of(read(Name.class, "head.csv"), folder).rows()).isEmpty();
  }

  @Test
  void readsFoldersAndGlobsInOrder() throws Exception {
    write("days/b.csv", "id,name\n2,b\n");
    Files.write(folder.resolve("days/a.csv.gz"), gzip("name,id\na,1\n"));
    write("days/_SUCCESS.csv", "");
    write("days/deep/c.csv", "id,name\n3,c\n");
    ReadCsv<Name> all = read(Name.class, "days");

    assertThat(Collected.of(all, folder).rows())
        .containsExactly(new Name(1, "a"), new Name(2, "b"));
    assertThat(Collected.of(read(Name.class, "days/{b,c}*.csv"), folder).rows())
        .containsExactly(new Name(2, "b"));
    assertThat(Collected.of(read(Name.class, "days/**.csv"), folder).rows())
        .containsExactly(new Name(2, "b"), new Name(3, "c"));
    assertThat(all.source(Collected.resources(folder, Map.of())))
        .isEqualTo(
            new Source.Files(
                List.of(folder.resolve("days/a.csv.gz"), folder.resolve("days/b.csv"))));
  }

  @Test
  void readsOtherFormats() throws Exception {
    CsvFormat format =
        CsvFormat.STANDARD
            .withDelimiter(';')
            .withCharset("ISO-8859-1")
            .withNullText("NA")
            .withColumns(Map.of("name", "Full Name"));
    Files.write(
        folder.resolve("other.csv"),
        "\"Full Name\";id\r\né,;1\r\nNA;2\r\n\"NA\";3\r\n;4\r\n".getBytes(ISO_8859_1));

    ReadCsv<Name> step = read(Name.class, "other.csv").withFormat(format).withTolerance(0.1);

    assertThat(Collected.of(step, folder).rows())
        .containsExactly(new Name(1, "é,"), new Name(2, null), new Name(3, "NA"), new Name(4, ""));
    assertThat(RecordJson.read(ReadCsv.class, RecordJson.write(step))).isEqualTo(step);
  }

  @Test
  void skipsAByteOrderMark() throws Exception {
    for (String bom : List.of("\uFEFF")) {
      write("bom.csv", bom + "id,name\n1,a\n");
      assertThat(Collected.of(read(Name.class, "bom.csv"), folder).rows())
          .containsExactly(new Name(1, "a"));
      write("bom.csv", bom + "\"id\",name\n1,a\n");
      assertThat(Collected.of(read(Name.class, "bom.csv"), folder).rows())
          .containsExactly(new Name(1, "a"));
    }
  }

  @Test
  void refusesWhatNoCsvHolds() {
    assertThatThrownBy(() -> read(Nested.class, "x.csv"))
        .hasMessageContaining("field name is nested");
    assertThatThrownBy(
            () ->
                read(Name.class, "x.csv")
                    .withFormat(CsvFormat.STANDARD.withColumns(Map.of("nmae", "x"))))
        .hasMessageContaining("did you mean 'name'?");
    assertThatThrownBy(() -> read(Name.class, "x.csv").withTolerance(2))
        .hasMessageContaining("share of 2.0");
  }

  private <O extends Record> ReadCsv<O> read(Class<O> type, String source) {
    return new ReadCsv<>(type, Path.of(source));
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Charset charset = UTF_8;
    Files.writeString(file, text, charset);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }
}
