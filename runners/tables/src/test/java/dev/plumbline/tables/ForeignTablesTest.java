package dev.plumbline.tables;

import static dev.plumbline.tables.TestingTrips.ONE;
import static dev.plumbline.tables.TestingTrips.TWO;
import static dev.plumbline.tables.TestingTrips.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.pipeline.Writes;
import dev.plumbline.pipeline.json.Json;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.table.RowRange;
import dev.plumbline.runner.table.TableException;
import dev.plumbline.runner.table.WriteTarget;
import dev.plumbline.tables.TestingTrips.Trip;
import io.delta.kernel.internal.deletionvectors.Base85Codec;
import java.io.FileNotFoundException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roaringbitmap.RoaringBitmap;

/** Tables with what Plumbline never writes, and what others add to ours. */
public final class ForeignTablesTest {
  /** Before it was widened. */
  public record Small(LocalDate day, Inner inner) {}

  /** Nested, before it was widened. */
  public record Inner(String name) {}

  /** Widened, in a nested record as well. */
  public record Wide(LocalDate day, WideInner inner, Optional<LocalDateTime> seen) {}

  /** Nested and widened. */
  public record WideInner(String name, Integer size) {}

  @TempDir Path temp;
  private TestingTrips trips;

  @BeforeEach
  void table() {
    trips = new TestingTrips(temp.resolve("trips"));
    trips.append("r1", new Trip(ONE, "AA", 1), new Trip(ONE, "BB", 2), new Trip(ONE, "CC", 3));
  }

  private Map<String, Object> action(long version, String kind) {
    Map<?, ?> action = trips.log().actions(version, kind).orElseThrow().get(0);
    Map<String, Object> copy = new LinkedHashMap<>();
    ((Map<?, ?>) action.get(kind)).forEach((k, v) -> copy.put((String) k, v));
    return copy;
  }

  private static byte[] deletionVector(int... rows) {
    RoaringBitmap bitmap = RoaringBitmap.bitmapOf(rows);
    ByteBuffer bytes =
        ByteBuffer.allocate(4 + 8 + 4 + bitmap.serializedSizeInBytes())
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(1681511377).putLong(1).putInt(0);
    bitmap.serialize(bytes);
    return bytes.array();
  }

  private void deleteSecondRow() {
    byte[] vector = deletionVector(1);
    Map<String, Object> add = action(0, "add");
    Map<String, Object> remove = new LinkedHashMap<>(add);
    remove.keySet().removeAll(List.of("modificationTime", "stats"));
    remove.put("deletionTimestamp", 1);
    remove.put("extendedFileMetadata", true);
    Map<String, Object> descriptor = new LinkedHashMap<>();
    descriptor.put("storageType", "i");
    descriptor.put("pathOrInlineDv", Base85Codec.encodeBytes(vector));
    descriptor.put("sizeInBytes", vector.length);
    descriptor.put("cardinality", 1);
    add.put("deletionVector", descriptor);
    trips.commitByHand(
        "{\"protocol\":{\"minReaderVersion\":3,\"minWriterVersion\":7,"
            + "\"readerFeatures\":[\"deletionVectors\"],"
            + "\"writerFeatures\":[\"deletionVectors\",\"appendOnly\",\"invariants\"]}}",
        Json.write(Map.of("remove", remove)),
        Json.write(Map.of("add", add)));
  }

  @Test
  void deletedRowsAreGoneAndAnotherContent() {
    String before = trips.latest().content(RowRange.all());
    deleteSecondRow();
    assertThat(trips.read()).containsExactly(new Trip(ONE, "AA", 1), new Trip(ONE, "CC", 3));
    assertThat(trips.latest().rows(RowRange.all())).contains(2L);
    assertThat(trips.latest().content(RowRange.all())).isNotEqualTo(before);
    assertThat(trips.latest().obstaclesToWrite(Writes.REPLACE)).isEmpty();
  }

  @Test
  void aFileWithDeletedRowsCanBeReplaced() {
    deleteSecondRow();
    trips.replace(ONE, "r2", new Trip(ONE, "DD", 4));
    assertThat(trips.read()).containsExactly(new Trip(ONE, "DD", 4));
    assertThat(trips.latest().rows(day(ONE))).contains(1L);
  }

  @Test
  void renamedColumnsAreReadAndNotWritten() {
    Map<String, Object> metadata = action(0, "metaData");
    String schema =
        ((String) metadata.get("schemaString"))
            .replace("\"name\":\"delay\"", "\"name\":\"late\"")
            .replaceFirst("\"metadata\":\\{}", "\"metadata\":" + mapped(1, "day"))
            .replaceFirst("\"metadata\":\\{}", "\"metadata\":" + mapped(2, "carrier"))
            .replaceFirst("\"metadata\":\\{}", "\"metadata\":" + mapped(3, "delay"));
    metadata.put("schemaString", schema.replace("\"name\":\"day\"", "\"name\":\"date\""));
    metadata.put("partitionColumns", List.of("date"));
    metadata.put(
        "configuration",
        Map.of("delta.columnMapping.mode", "name", "delta.columnMapping.maxColumnId", "3"));
    trips.commitByHand(
        "{\"protocol\":{\"minReaderVersion\":2,\"minWriterVersion\":5}}",
        Json.write(Map.of("metaData", metadata)));

    assertThat(trips.latest().obstaclesToWrite(Writes.REPLACE)).containsExactly("columnMapping");
    assertThat(trips.latest().differences(TestingTrips.SCHEMA))
        .hasSize(2)
        .anySatisfy(d -> assertThat(d).contains("column delay is missing"))
        .anySatisfy(d -> assertThat(d).contains("column day is missing", "it has date, late"));
    Schema<Renamed> schemaOf = Schema.of(Renamed.class);
    var state = trips.latest();
    var range = new RowRange.Between("date", ONE, TWO);
    assertThat(state.hasRows(range)).isTrue();
    assertThat(state.hasRows(new RowRange.Between("date", TWO, TWO.plusDays(1)))).isFalse();
    var read =
        new dev.plumbline.runner.table.PinnedRead(
            "trips", trips.folder().toUri(), state.tableId(), state.version(), range, schemaOf);
    try (var rows = new DeltaReader(Storage.local()).read(read)) {
      assertThat(schemaOf.row(rows.next())).isEqualTo(new Renamed(ONE, 1));
    }
  }

  /** The table's columns by their new names. */
  public record Renamed(LocalDate date, int late) {}

  private static String mapped(int id, String physical) {
    return "{\"delta.columnMapping.id\":"
        + id
        + ",\"delta.columnMapping.physicalName\":\""
        + physical
        + "\"}";
  }

  @Test
  void nestedRecordsAreWidenedAndTheProtocolRaisedForWhatNeedsIt() {
    Path folder = temp.resolve("nested");
    write(folder, Schema.of(Small.class), "r1", new Small(ONE, new Inner("a")));
    var wide =
        new Wide(TWO, new WideInner("b", 2), Optional.of(LocalDateTime.of(2001, 6, 1, 7, 0)));
    write(folder, Schema.of(Wide.class), "r2", wide);

    var state = new DeltaCatalog(Storage.local()).newest(folder.toUri()).orElseThrow();
    assertThat(state.missing(Schema.of(Wide.class))).isEmpty();
    assertThat(state.head().features()).contains("timestampNtz");
    Schema<Wide> schema = Schema.of(Wide.class);
    var read =
        new dev.plumbline.runner.table.PinnedRead(
            "t", folder.toUri(), state.tableId(), state.version(), RowRange.all(), schema);
    var rows = new java.util.ArrayList<Wide>();
    try (var each = new DeltaReader(Storage.local()).read(read)) {
      each.forEachRemaining(cells -> rows.add(schema.row(cells)));
    }
    assertThat(rows)
        .containsExactlyInAnyOrder(new Wide(ONE, new WideInner("a", null), Optional.empty()), wide);
    assertThat(Json.parse(read(state))).isInstanceOf(Map.class);
  }

  /** The checksum after widening tells the wide schema. */
  private static String read(DeltaState state) {
    Map<?, ?> checksum =
        new DeltaLog(Storage.local(Path.of(state.location())))
            .checksum(state.version())
            .orElseThrow();
    String schema = (String) ((Map<?, ?>) checksum.get("metadata")).get("schemaString");
    assertThat(schema).contains("seen").contains("size");
    return schema;
  }

  private static <T extends Record> void write(Path folder, Schema<T> schema, String run, T row) {
    var target =
        new WriteTarget(
            "t",
            folder.toUri(),
            schema,
            List.of("day"),
            Writes.APPEND,
            RowRange.all(),
            run + "/w",
            new java.util.TreeMap<>(Map.of("run", run)));
    new DeltaTableStore(Storage.local())
        .stage(target, List.<Object[]>of(schema.cells(row)).iterator())
        .commit();
  }

  @Test
  void aMergeWouldGiveRowsThatStayOtherIds() {
    Map<String, Object> metadata = action(0, "metaData");
    metadata.put("configuration", Map.of("delta.enableRowTracking", "true"));
    trips.commitByHand(Json.write(Map.of("metaData", metadata)));
    assertThat(trips.latest().obstaclesToWrite(Writes.mergeBy("carrier")))
        .containsExactly("rowTracking");
    assertThat(trips.latest().obstaclesToWrite(Writes.REPLACE)).isEmpty();
  }

  @Test
  void nullIsRefusedWhereAnotherTableSaysNotNull() {
    Map<String, Object> metadata = action(0, "metaData");
    metadata.put(
        "schemaString",
        ((String) metadata.get("schemaString"))
            .replace(
                "\"name\":\"carrier\",\"type\":\"string\",\"nullable\":true",
                "\"name\":\"carrier\",\"type\":\"string\",\"nullable\":false"));
    trips.commitByHand(Json.write(Map.of("metaData", metadata)));
    assertThatThrownBy(() -> trips.append("r2", new Trip(ONE, null, 1)))
        .isInstanceOf(TableException.class)
        .hasMessageContaining("row 0 has null in carrier")
        .hasMessageContaining("NOT NULL");
  }

  @Test
  void aMissingFileIsToldAsKernelExpectsIt() {
    var missing = new NioFiles().newInputFile(temp.resolve("none").toString(), -1);
    assertThatThrownBy(missing::newStream).isInstanceOf(FileNotFoundException.class);
    assertThatThrownBy(() -> new NioFiles().getFileStatus(missing.path()))
        .isInstanceOf(FileNotFoundException.class);
    assertThatThrownBy(() -> new NioFiles().listFrom(temp.resolve("none/0.json").toString()))
        .isInstanceOf(FileNotFoundException.class);
  }
}
