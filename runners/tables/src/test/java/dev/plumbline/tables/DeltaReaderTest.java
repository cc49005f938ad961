package dev.plumbline.tables;

import static dev.plumbline.tables.TestingTrips.ONE;
import static dev.plumbline.tables.TestingTrips.TWO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.table.PinnedRead;
import dev.plumbline.runner.table.RowRange;
import dev.plumbline.runner.table.TableException;
import dev.plumbline.tables.TestingTrips.Trip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public final class DeltaReaderTest {
  public record Day(LocalDate day) {}

  public record Carrier(String carrier) {}

  public record Maybe(LocalDate day, Integer delay) {}

  public record Sure(LocalDate day, int delay) {}

  @TempDir Path temp;
  private TestingTrips trips;

  @BeforeEach
  void table() {
    trips = new TestingTrips(temp.resolve("trips"));
    trips.append("r1", new Trip(ONE, "AA", 1), new Trip(ONE, "BB", 2), new Trip(TWO, "CC", 3));
  }

  private <T extends Record> List<T> read(Path folder, Class<T> type) {
    Schema<T> schema = Schema.of(type);
    var state = new DeltaCatalog(Storage.local()).newest(folder.toUri()).orElseThrow();
    var read =
        new PinnedRead(
            "trips", folder.toUri(), state.tableId(), state.version(), RowRange.all(), schema);
    List<T> all = new ArrayList<>();
    try (var rows = new DeltaReader(Storage.local()).read(read)) {
      rows.forEachRemaining(cells -> all.add(schema.row(cells)));
    }
    return all;
  }

  @Test
  void onlyTheRecordsColumnsAreRead() {
    assertThat(read(trips.folder(), Carrier.class))
        .containsExactly(new Carrier("AA"), new Carrier("BB"), new Carrier("CC"));
    assertThat(read(trips.folder(), Day.class))
        .containsExactly(new Day(ONE), new Day(ONE), new Day(TWO));
  }

  @Test
  void rowsComeInTheOrderInWhichTheyWereWritten() {
    assertThat(trips.read())
        .containsExactly(new Trip(ONE, "AA", 1), new Trip(ONE, "BB", 2), new Trip(TWO, "CC", 3))
        .isEqualTo(trips.read());
  }

  @Test
  void aVacuumedFileIsNamed() throws IOException {
    Files.delete(trips.dataFiles().get(0));
    assertThatThrownBy(trips::read)
        .isInstanceOfSatisfying(
            TableException.class, e -> assertThat(e.kind()).isEqualTo(TableException.Kind.GONE))
        .hasMessageContaining("day=2001-06-01")
        .hasMessageContaining("vacuumed");
  }

  @Test
  void aDamagedFileIsNamed() throws IOException {
    Path file = trips.dataFiles().get(1);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(trips::read)
        .isInstanceOfSatisfying(
            TableException.class, e -> assertThat(e.kind()).isEqualTo(TableException.Kind.CORRUPT))
        .hasMessageContaining(file.getFileName().toString());
  }

  @Test
  void nullInAPrimitiveNamesRowAndField() {
    Path folder = temp.resolve("maybe");
    Schema<Maybe> schema = Schema.of(Maybe.class);
    var target =
        new TestingTrips(folder).target(dev.plumbline.pipeline.Writes.APPEND, RowRange.all(), "r");
    var maybe =
        new dev.plumbline.runner.table.WriteTarget(
            "trips",
            folder.toUri(),
            schema,
            List.of("day"),
            target.mode(),
            target.range(),
            "r/w",
            target.provenance());
    new DeltaTableStore(Storage.local())
        .stage(maybe, List.of(new Object[] {ONE, 1}, new Object[] {ONE, null}).iterator())
        .commit();
    assertThatThrownBy(() -> read(folder, Sure.class))
        .isInstanceOf(TableException.class)
        .hasMessageContaining("row 1 of day=2001-06-01")
        .hasMessageContaining("delay");
  }
}
