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
import dev.plumbline.tables.TestingTrips.Trip;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeltaStateTest {
  @TempDir Path temp;
  private TestingTrips trips;

  @BeforeEach
  void table() {
    trips = new TestingTrips(temp.resolve("trips"));
    trips.replace(ONE, "r1", new Trip(ONE, "AA", 1));
    trips.replace(TWO, "r2", new Trip(TWO, "AA", 2));
  }

  /** The last add of a commit as JSON, changed: what OPTIMIZE writes in its place. */
  private Map<String, Object> add(long version) {
    Map<?, ?> action =
        trips.log().actions(version, "add").orElseThrow().stream().findFirst().orElseThrow();
    Map<String, Object> add = new LinkedHashMap<>();
    ((Map<?, ?>) action.get("add")).forEach((k, v) -> add.put((String) k, v));
    return add;
  }

  private void rearrange(long version) throws IOException {
    Map<String, Object> add = add(version);
    String path = (String) add.get("path");
    String moved = path.replace("part-", "part-moved-");
    Files.copy(trips.folder().resolve(path), trips.folder().resolve(moved));
    Map<String, Object> remove = new LinkedHashMap<>(add);
    remove.put("dataChange", false);
    remove.put("deletionTimestamp", 1);
    remove.put("extendedFileMetadata", true);
    remove.remove("modificationTime");
    remove.remove("stats");
    add.put("path", moved);
    add.put("dataChange", false);
    trips.commitByHand(
        "{\"commitInfo\":{\"timestamp\":5,\"operation\":\"OPTIMIZE\",\"engineInfo\":\"x\"}}",
        Json.write(Map.of("remove", remove)),
        Json.write(Map.of("add", add)));
  }

  @Test
  void rearrangedFilesAreNoChangeOfRows() throws IOException {
    long before = trips.latest().version();
    rearrange(before);
    assertThat(trips.latest().version()).isEqualTo(before + 1);
    assertThat(trips.latest().changeSince(before, RowRange.all(), Optional.empty())).isEmpty();
    assertThat(trips.read())
        .containsExactlyInAnyOrder(new Trip(ONE, "AA", 1), new Trip(TWO, "AA", 2));
    assertThat(trips.latest().history(1).get(0).operation()).isEqualTo("OPTIMIZE");
  }

  @Test
  void aReplacementStagedBeforeFilesWereRearrangedStillCommits() throws IOException {
    var staged =
        trips.stage(
            trips.target(dev.plumbline.pipeline.Writes.REPLACE, day(TWO), "r3"),
            new Trip(TWO, "BB", 3));
    rearrange(trips.latest().version());
    staged.commit();
    assertThat(trips.read())
        .containsExactlyInAnyOrder(new Trip(ONE, "AA", 1), new Trip(TWO, "BB", 3));
  }

  @Test
  void theContentIsTheSameHoweverItIsFound() throws IOException {
    for (int i = 3; i < 14; i++) {
      trips.replace(TWO, "r" + i, new Trip(TWO, "AA", i));
    }
    String byCommits = trips.latest().content(day(TWO));
    Path cache = temp.resolve("cache");
    URI place = trips.folder().toUri();
    String kept =
        new DeltaCatalog(Storage.local(), cache).newest(place).orElseThrow().content(day(TWO));
    for (int v = 0; v < 9; v++) {
      Files.delete(Path.of(trips.log().commitFile(v))); // as the log's cleaning does
    }
    assertThat(trips.latest().content(day(TWO))).as("by the checkpoint").isEqualTo(byCommits);
    assertThat(kept).isEqualTo(byCommits);
    assertThat(
            new DeltaCatalog(Storage.local(), cache).newest(place).orElseThrow().content(day(TWO)))
        .isEqualTo(byCommits);
    trips.replace(TWO, "r99", new Trip(TWO, "AA", 99));
    assertThat(
            new DeltaCatalog(Storage.local(), cache).newest(place).orElseThrow().content(day(TWO)))
        .isEqualTo(trips.latest().content(day(TWO)))
        .isNotEqualTo(byCommits);
  }

  @Test
  void aKeptListOfAnotherHistoryIsNotBelieved() throws IOException {
    Path cache = temp.resolve("cache");
    URI place = trips.folder().toUri();
    String first =
        new DeltaCatalog(Storage.local(), cache)
            .newest(place)
            .orElseThrow()
            .content(RowRange.all());
    Files.delete(Path.of(trips.log().commitFile(trips.latest().version())));
    Files.deleteIfExists(Path.of(trips.log().checksumFile(trips.latest().version() + 1)));
    trips.replace(TWO, "rx", new Trip(TWO, "ZZ", 2), new Trip(TWO, "ZZ", 3));
    assertThat(
            new DeltaCatalog(Storage.local(), cache)
                .newest(place)
                .orElseThrow()
                .content(RowRange.all()))
        .isNotEqualTo(first)
        .isEqualTo(trips.latest().content(RowRange.all()));
  }

  @Test
  void aCleanedCommitIsAChangeThatNobodyCanName() throws IOException {
    for (int i = 3; i < 14; i++) {
      trips.replace(TWO, "r" + i, new Trip(TWO, "AA", i));
    }
    for (int v = 0; v < 9; v++) {
      Files.delete(Path.of(trips.log().commitFile(v)));
    }
    assertThat(trips.latest().changeSince(1, day(ONE), Optional.empty()))
        .hasValueSatisfying(c -> assertThat(c.operation()).contains("no longer"));
    assertThat(trips.latest().history(100)).hasSizeLessThan(10).isNotEmpty();
    assertThatThrownBy(() -> trips.replace(TWO, "r3", new Trip(TWO, "AA", 3)))
        .isInstanceOfSatisfying(
            TableException.class,
            e -> assertThat(e.kind()).isEqualTo(TableException.Kind.UNKNOWN_OUTCOME));
  }

  @Test
  void aTableWithoutChecksumsIsTheSame() throws IOException {
    String id = trips.latest().tableId();
    for (long v = 0; v <= trips.latest().version(); v++) {
      Files.deleteIfExists(Path.of(trips.log().checksumFile(v)));
    }
    assertThat(trips.latest().tableId()).isEqualTo(id);
    assertThat(trips.latest().partitionColumns()).containsExactly("day");
  }

  @Test
  void featuresThatAWriteWouldBreakAreNamed() {
    Map<?, ?> metadata = trips.log().actions(0, "metaData").orElseThrow().get(0);
    Map<String, Object> changed = new LinkedHashMap<>();
    ((Map<?, ?>) metadata.get("metaData")).forEach((k, v) -> changed.put((String) k, v));
    changed.put(
        "configuration",
        Map.of("delta.enableChangeDataFeed", "true", "delta.constraints.c", "delay > 0"));
    trips.commitByHand(
        Json.write(Map.of("protocol", Map.of("minReaderVersion", 1, "minWriterVersion", 4))),
        Json.write(Map.of("metaData", changed)));
    assertThat(trips.latest().obstaclesToWrite(Writes.REPLACE))
        .containsExactly("changeDataFeed", "checkConstraints");
    assertThatThrownBy(() -> trips.append("r9", new Trip(ONE, "AA", 1)))
        .isInstanceOf(TableException.class)
        .hasMessageContaining("checkConstraints");
    assertThat(trips.dataFiles()).hasSize(2);
  }

  /** Another writer's commit that names a column anew. */
  private void rename(String column, String to) {
    Map<?, ?> metadata = trips.log().actions(0, "metaData").orElseThrow().get(0);
    trips.commitByHand(
        Json.write(metadata).replace(column + "\\\"", to + "\\\""),
        "{\"commitInfo\":{\"timestamp\":5,\"operation\":\"WRITE\",\"engineInfo\":\"x\"}}");
  }

  @Test
  void aColumnThatIsNoLongerThereIsADifferenceThoughItMayBeAbsent() {
    rename("carrier", "airline");
    String told =
        "column carrier is missing, the record Trip declares it and the table had it at version 0"
            + " (since then it has airline), name the component as the column is named now or take"
            + " it out of the record";

    assertThat(trips.latest().differences(TestingTrips.SCHEMA)).containsExactly(told);
    assertThatThrownBy(() -> trips.append("r9", new Trip(ONE, "AA", 1)))
        .isInstanceOf(TableException.class)
        .hasMessageContaining(told);
  }

  @Test
  void aFieldThatTheTableNeverHadIsNoDifference() {
    rename("carrier", "airline");
    rename("airline", "carrier");

    assertThat(trips.latest().differences(Schema.of(TestingTrips.Noted.class))).isEmpty();
    assertThat(trips.latest().missing(Schema.of(TestingTrips.Noted.class))).containsExactly("note");
  }

  @Test
  void aRestoredTableIsJudgedByWhatWasRestored() {
    Map<?, ?> first = trips.log().actions(0, "metaData").orElseThrow().get(0);
    rename("carrier", "note");
    trips.commitByHand(
        Json.write(first),
        "{\"commitInfo\":{\"timestamp\":6,\"operation\":\"RESTORE\",\"engineInfo\":\"x\"}}");

    assertThat(trips.latest().differences(Schema.of(TestingTrips.Noted.class))).isEmpty();
  }

  @Test
  void aDamagedCommitIsNamed() throws IOException {
    long newest = trips.latest().version();
    Files.writeString(Path.of(trips.log().commitFile(newest)), "{\"add\":");
    Files.delete(Path.of(trips.log().checksumFile(newest)));
    assertThatThrownBy(() -> trips.latest().content(RowRange.all()))
        .isInstanceOfSatisfying(
            TableException.class, e -> assertThat(e.kind()).isEqualTo(TableException.Kind.CORRUPT))
        .hasMessageContaining("commit " + newest);
  }

  /** It isn't forced to the disk: a crash may leave any beginning of it. */
  @Test
  void aChecksumThatBrokeOffIsAsGoodAsNone() throws IOException {
    for (String left : List.of("", "{\"metadata\":{\"id\":")) {
      Files.writeString(Path.of(trips.log().checksumFile(trips.latest().version())), left);
      long before = trips.latest().version();
      String content = trips.latest().content(RowRange.all());
      trips.append("after " + left.length(), new Trip(TWO, "AA", 1));
      assertThat(trips.latest().version()).isEqualTo(before + 1);
      assertThat(trips.latest().content(RowRange.all())).isNotEqualTo(content);
    }
  }

  @Test
  void otherSchemesAreRefused() {
    assertThatThrownBy(
            () -> new DeltaCatalog(Storage.local()).latest(URI.create("s3a://bucket/trips")))
        .isInstanceOf(TableException.class)
        .hasMessageContaining("scheme s3a");
  }
}
