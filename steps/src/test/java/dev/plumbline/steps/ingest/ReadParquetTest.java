package dev.plumbline.steps.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.pipeline.json.RecordJson;
import dev.plumbline.pipeline.schema.Decimal;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public final class ReadParquetTest {
  public record Flight(LocalDateTime date, long delay, String origin) {}

  public record Small(int delay) {}

  public record Place(String name, Optional<Double> height) {}

  public enum Colour {
    RED,
    GREEN
  }

  @SuppressWarnings("ArrayRecordComponent")
  public record Wide(
      boolean flag,
      byte tiny,
      short little,
      Integer whole,
      long large,
      long unsigned,
      float single,
      double real,
      char letter,
      byte[] bytes,
      LocalDate day,
      Instant at,
      Instant old,
      LocalDateTime local,
      @Decimal(precision = 10, scale = 3) BigDecimal price,
      @Decimal(precision = 38, scale = 2) BigDecimal money,
      Colour colour,
      Place place,
      List<Place> places,
      Map<String, Integer> counts) {}

  private static final String WIDE =
      """
      message wide {
        required boolean flag; optional int32 tiny (INTEGER(8,true)); required int32 little (INTEGER(8,false));
        optional int32 whole; required int32 large; required int32 unsigned (INTEGER(32,false));
        required float single; required float real; required binary letter (STRING);
        required binary bytes; required int32 day (DATE); required int64 at (TIMESTAMP(MILLIS,true));
        required int96 old; required int64 local (TIMESTAMP(NANOS,false));
        required int32 price (DECIMAL(6,2)); required binary money (DECIMAL(20,2));
        required binary colour (ENUM); required double more;
        optional group place { required double other; required binary name (STRING); optional double height; }
        required group places (LIST) { repeated group list {
          optional group element { required binary name (STRING); optional double height; } } }
        required group counts (MAP) { repeated group key_value {
          required binary key (STRING); optional int32 value; } }
      }""";

  @TempDir Path folder;

  @Test
  void readsEveryType() throws Exception {
    ByteBuffer old = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    old.putLong(1_000_001_000L).putInt(2_440_588 - 1);
    write(
        "wide.parquet",
        WIDE,
        1,
        (row, i) -> {
          row.append("flag", true).append("tiny", -128).append("little", 255);
          row.append("large", -5).append("unsigned", -1).append("single", 1.5f);
          row.append("real", Float.NaN).append("letter", "é");
          row.append("bytes", Binary.fromConstantByteArray(new byte[] {1, 2})).append("day", -1);
          row.append("at", -1L).append("old", Binary.fromConstantByteArray(old.array()));
          row.append("local", -1_000L).append("price", 1234);
          row.append(
              "money",
              Binary.fromConstantByteArray(new BigInteger("-12345678901234567890").toByteArray()));
          row.append("colour", "GREEN").append("more", 1.0);
          row.addGroup("place").append("other", 1.0).append("name", "here").append("height", 2.5);
          Group places = row.addGroup("places");
          places.addGroup("list").addGroup("element").append("name", "there");
          places.addGroup("list");
          Group counts = row.addGroup("counts");
          counts.addGroup("key_value").append("key", "a").append("value", 1);
          counts.addGroup("key_value").append("key", "b");
        });

    Collected<Wide> read =
        Collected.of(new ReadParquet<>(Wide.class, Path.of("wide.parquet")), folder);

    assertThat(read.rejected()).isEmpty();
    Wide row = read.rows().get(0);
    assertThat(row.bytes()).containsExactly(1, 2);
    assertThat(row.counts()).containsEntry("a", 1).containsEntry("b", null).hasSize(2);
    assertThat(row)
        .isEqualTo(
            new Wide(
                true,
                (byte) -128,
                (short) 255,
                null,
                -5,
                0xffff_ffffL,
                1.5f,
                Double.NaN,
                'é',
                row.bytes(),
                LocalDate.of(1969, 12, 31),
                Instant.parse("1969-12-31T23:59:59.999Z"),
                Instant.parse("1969-12-31T00:00:01.000001Z"),
                LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_000),
                new BigDecimal("12.340"),
                new BigDecimal("-123456789012345678.90"),
                Colour.GREEN,
                new Place("here", Optional.of(2.5)),
                Arrays.asList(new Place("there", Optional.empty()), null),
                row.counts()));
  }

  private static final String FLIGHT =
      "message f { required int64 date (TIMESTAMP(MICROS,false)); optional int32 delay;"
          + " optional binary origin (STRING); }";

  @Test
  void readsEachRowGroupAsAPart() throws Exception {
    writeFlights("days/a.parquet", 5_000);
    writeFlights("days/b.parquet", 0);
    ReadParquet<Flight> step = new ReadParquet<>(Flight.class, Path.of("days"));

    var parts = step.parts(Collected.resources(folder, Map.of()));
    Collected<Flight> read = Collected.of(step, folder);

    assertThat(parts).hasSizeGreaterThan(2);
    assertThat(parts.get(1).name()).isEqualTo("a.parquet#1");
    assertThat(read.rows()).hasSize(5_000);
    assertThat(read.rows().get(4_321))
        .isEqualTo(new Flight(LocalDateTime.of(1970, 1, 1, 1, 12, 1), 4_321, "O21"));
    assertThat(RecordJson.read(ReadParquet.class, RecordJson.write(step))).isEqualTo(step);
  }

  @Test
  void rejectsARowWhoseValueDoesNotFit() throws Exception {
    write(
        "bad.parquet",
        FLIGHT.replace("MICROS", "NANOS"),
        4,
        (row, i) -> {
          row.append("date", i == 1 ? 1_001L : 1_000L);
          if (i != 2) {
            row.append("delay", i);
          }
        });

    Collected<Flight> read =
        Collected.of(new ReadParquet<>(Flight.class, Path.of("bad.parquet")), folder);

    assertThat(read.rows()).extracting(Flight::delay).containsExactly(0L, 3L);
    assertThat(read.rejected()).hasSize(2);
    assertThat(read.rejected().get(0))
        .isEqualTo("bad.parquet row 2: column date: 1001, it is finer than a microsecond");
    assertThat(read.rejected().get(1))
        .startsWith("bad.parquet row 3: ")
        .contains("field delay: null");
  }

  @Test
  void namesEveryColumnThatDoesNotFitBeforeReading() throws Exception {
    write(
        "other.parquet",
        "message f { required int64 date (TIMESTAMP(MICROS,true)); required int64 delay;"
            + " optional binary orign (STRING); }",
        1,
        (row, i) -> row.append("date", 1L).append("delay", 1L));
    ReadParquet<Flight> step = new ReadParquet<>(Flight.class, Path.of("other.parquet"));

    assertThatThrownBy(() -> step.parts(Collected.resources(folder, Map.of())))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining(
            "other.parquet into Flight: column date is INT64 TIMESTAMP(MICROS,true), expected timestamp_ntz;")
        .hasMessageContaining("column origin is missing (there is 'orign'), expected string");
    assertThatThrownBy(
            () -> Collected.of(new ReadParquet<>(Small.class, Path.of("other.parquet")), folder))
        .hasMessageContaining("column delay is INT64, expected int");
  }

  @Test
  void saysWhatIsWrongWithAFile() throws Exception {
    Files.write(folder.resolve("empty.parquet"), new byte[0]);
    Files.writeString(folder.resolve("text.parquet"), "date,delay,origin\n2001,1,ATL\n");
    writeFlights("whole.parquet", 5_000);
    byte[] damaged = Files.readAllBytes(folder.resolve("whole.parquet"));
    Arrays.fill(damaged, 40, 2_000, (byte) 0x55);
    Files.write(folder.resolve("damaged.parquet"), damaged);

    for (String each : List.of("empty", "text", "damaged", "missing")) {
      assertThatThrownBy(
              () ->
                  Collected.of(new ReadParquet<>(Flight.class, Path.of(each + ".parquet")), folder))
          .as(each)
          .hasMessageStartingWith("Cannot read ")
          .hasMessageContaining(each + ".parquet");
    }
  }

  private void writeFlights(String name, int rows) throws IOException {
    write(
        name,
        FLIGHT,
        rows,
        (row, i) ->
            row.append("date", i * 1_000_000L).append("delay", i).append("origin", "O" + i % 100));
  }

  private void write(String name, String schema, int rows, BiConsumer<Group, Integer> fill)
      throws IOException {
    MessageType type = MessageTypeParser.parseMessageType(schema);
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withConf(new PlainParquetConfiguration())
            .withType(type)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withRowGroupSize(8_000L)
            .withMinRowCountForPageSizeCheck(10)
            .build()) {
      for (int i = 0; i < rows; i++) {
        Group row = new SimpleGroupFactory(type).newGroup();
        fill.accept(row, i);
        writer.write(row);
      }
    }
  }
}
