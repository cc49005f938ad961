package dev.plumbline.tables;

import static dev.plumbline.tables.TestingTrips.ONE;
import static dev.plumbline.tables.TestingTrips.TWO;
import static dev.plumbline.tables.TestingTrips.day;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.pipeline.Writes;
import dev.plumbline.runner.table.RowRange;
import dev.plumbline.tables.OrphanFiles.Orphan;
import dev.plumbline.tables.TestingTrips.Trip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphanFilesTest {
  private static final OrphanFiles FILES = new OrphanFiles(Storage.local());
  private static final Trip TRIP = new Trip(ONE, "AA", 5);
  @TempDir Path folder;

  private TestingTrips trips() {
    return new TestingTrips(folder.resolve("trips"));
  }

  private List<Orphan> orphans() {
    return FILES.in(trips().folder().toUri());
  }

  @Test
  void whatIsStagedAndNeverCommittedIsOne() {
    trips().replace(ONE, "a", TRIP);
    List<Path> committed = trips().dataFiles();
    trips().stage(trips().target(Writes.APPEND, RowRange.all(), "b"), TRIP);
    assertThat(orphans()).hasSize(1);
    assertThat(committed).doesNotContain(Path.of(orphans().get(0).file()));
    assertThat(OrphanFiles.delete(orphans())).isEqualTo(1);
    assertThat(trips().dataFiles()).isEqualTo(committed);
    assertThat(trips().read()).containsExactly(TRIP);
  }

  @Test
  void filesOfOlderVersionsAreNone() {
    trips().replace(ONE, "a", TRIP);
    String id = trips().latest().tableId();
    trips().replace(ONE, "b", new Trip(ONE, "BB", 6));
    trips().replace(TWO, "c", new Trip(TWO, "CC", 7));
    assertThat(orphans()).isEmpty();
    assertThat(trips().read(id, 0)).containsExactly(TRIP);
  }

  @Test
  void norAreThoseThatOnlyACheckpointNames() throws IOException {
    trips().append("run-0", TRIP);
    for (int i = 1; i < 12; i++) {
      trips().append("run-" + i, new Trip(TWO, "AA", i));
    }
    for (long version = 0; version < 10; version++) {
      Files.delete(Path.of(trips().log().commitFile(version)));
    }
    assertThat(orphans()).isEmpty();
    trips().stage(trips().target(Writes.APPEND, RowRange.all(), "lost"), TRIP);
    assertThat(orphans()).hasSize(1);
  }

  @Test
  void theyAreFoundByTheWriteThatTheyAreOf() {
    trips().stage(trips().target(Writes.APPEND, RowRange.all(), "a"), TRIP);
    trips().stage(trips().target(Writes.APPEND, RowRange.all(), "a"), TRIP);
    trips().stage(trips().target(Writes.REPLACE, day(ONE), "b"), TRIP);
    var location = trips().folder().toUri();
    assertThat(orphans()).hasSize(3);
    assertThat(FILES.of(location, "a/write")).hasSize(2);
    assertThat(FILES.of(location, "b/write")).hasSize(1);
    assertThat(FILES.of(location, "c/write")).isEmpty();
  }

  @Test
  void aCommitThatWasBeingWrittenIsOfItsWriteWhereItSaysSo() throws IOException {
    trips().replace(ONE, "a", TRIP);
    Path log = trips().folder().resolve("_delta_log");
    Path draft = log.resolve(".00000000000000000002.json.x.tmp");
    Files.writeString(draft, "{\"txn\":{\"appId\":\"b/write\",\"version\":1}}");
    Files.writeString(log.resolve(".00000000000000000002.json.y.tmp"), "{\"com");
    var location = trips().folder().toUri();
    assertThat(orphans()).hasSize(2);
    assertThat(FILES.of(location, "b/write"))
        .extracting(Orphan::file)
        .containsExactly(draft.toString());
    assertThat(FILES.of(location, "a/write")).isEmpty();
  }

  @Test
  void whatWasBeingWrittenBesideACommitIsOfItsWrite() throws IOException {
    trips().replace(ONE, "a", TRIP);
    trips().replace(ONE, "b", TRIP);
    Path log = trips().folder().resolve("_delta_log");
    Path own = Files.createFile(log.resolve(".00000000000000000001.crc.x.tmp"));
    Path sums = Files.createFile(log.resolve("..00000000000000000001.json.crc.x.tmp"));
    Path point = Files.createFile(log.resolve(".00000000000000000001.checkpoint.parquet.x.tmp"));
    Files.createFile(log.resolve(".00000000000000000001.json.x.tmp")); // who lost that version

    var location = trips().folder().toUri();
    assertThat(FILES.of(location, "b/write"))
        .extracting(Orphan::file)
        .containsExactlyInAnyOrder(own.toString(), sums.toString(), point.toString());
    assertThat(FILES.of(location, "a/write")).isEmpty();
    assertThat(orphans()).hasSize(4);
  }

  @Test
  void whatIsNoTableHasNone() {
    assertThat(orphans()).isEmpty();
  }

  @Test
  void aDraftThatAKillCutShortIsOfItsWriteByName() {
    String named = StagedNames.of(List.of("{\"txn\":{\"appId\":\"b/write\",\"version\":1}}"));
    String draft = "/log/.00000000000000000002.json-" + named + ".tmp";
    assertThat(StagedNames.isOf(draft, "b/write")).isTrue();
    assertThat(StagedNames.isOf(draft, "a/write")).isFalse();
    assertThat(StagedNames.isOf("/.2.json-" + StagedNames.of(List.of("{}")) + ".tmp", "b/write"))
        .isFalse();
  }
}
