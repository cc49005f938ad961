package dev.plumbline.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plumbline.pipeline.event.TableVersion;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.table.PinnedRead;
import dev.plumbline.runner.table.RowRange;
import dev.plumbline.runner.table.StagedWrite;
import dev.plumbline.runner.table.TableCatalog;
import dev.plumbline.runner.table.TableException;
import dev.plumbline.runner.table.TableReader;
import dev.plumbline.runner.table.TableState;
import dev.plumbline.runner.table.TableStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link TableStore} keeps, whatever engine it writes with. An implementer extends it,
 * gives a store, and rows in the store's form.
 *
 * @param <R> rows as the store takes them
 */
public abstract class TableStoreContract<R> {
  /** A row of the table under test. */
  public record Trip(LocalDate day, String carrier, int delay, Optional<String> note) {}

  /** The same with a component more, which may be absent. */
  public record WideTrip(
      LocalDate day, String carrier, int delay, Optional<String> note, Integer gate) {}

  /** The same with a primitive more. */
  public record NarrowTrip(LocalDate day, String carrier, int delay, int seats) {}

  /** The same with other types and another case. */
  public record OtherTrip(LocalDate day, int Carrier, String delay) {}

  /** Several columns partition it. */
  public record Parted(Instant at, String word, Integer number, Boolean flag, double value) {}

  private static final LocalDate ONE = LocalDate.of(2001, 6, 1);
  private static final LocalDate TWO = ONE.plusDays(1);
  private static final LocalDate THREE = ONE.plusDays(2);

  @TempDir Path temp;
  private URI place;
  private TableStore<R> store;

  /** A store as another process would make it. */
  protected abstract TableStore<R> newStore();

  /** Rows in the store's form; read once. */
  protected abstract R rows(Schema<?> schema, List<Object[]> cells);

  protected abstract TableCatalog catalog();

  protected abstract TableReader reader();

  @BeforeEach
  void place() {
    place = temp.resolve("a table").resolve("trips").toUri();
    store = newStore();
  }

  private TableWrites trips() {
    return TableWrites.of(place, Trip.class, "day");
  }

  private static Trip trip(LocalDate day, String carrier, int delay) {
    return new Trip(day, carrier, delay, Optional.empty());
  }

  private StagedWrite stage(TableStore<R> by, TableWrites write, List<? extends Record> rows) {
    return stageCells(by, write, rows.stream().map(r -> cells(write.schema(), r)).toList());
  }

  private StagedWrite stageCells(TableStore<R> by, TableWrites write, List<Object[]> cells) {
    return by.stage(write.target(), rows(write.schema(), cells));
  }

  private static <T> Object[] cells(Schema<T> schema, Object row) {
    return schema.cells(schema.type().cast(row));
  }

  private TableVersion commit(TableWrites write, Record... rows) {
    return stage(store, write, List.of(rows)).commit();
  }

  private TableState latest() {
    return catalog().latest(place).orElseThrow();
  }

  private <T extends Record> List<T> read(Class<T> type) {
    TableState state = latest();
    return read(type, state.tableId(), state.version(), RowRange.all());
  }

  private <T extends Record> List<T> read(Class<T> type, String id, long version, RowRange range) {
    Schema<T> schema = Schema.of(type);
    List<T> rows = new ArrayList<>();
    try (var each = reader().read(new PinnedRead("trips", place, id, version, range, schema))) {
      each.forEachRemaining(cells -> rows.add(schema.row(cells)));
    }
    return rows;
  }

  private List<Path> dataFiles() {
    try (Stream<Path> all = Files.walk(temp)) {
      return all.filter(p -> p.toString().endsWith(".parquet"))
          .filter(p -> !p.toString().contains("_delta_log"))
          .toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static TableException.Kind kind(org.assertj.core.api.ThrowableAssert.ThrowingCallable c) {
    TableException e = catchThrowableOfType(TableException.class, c);
    assertThat(e).as("a TableException").isNotNull();
    return e.kind();
  }

  @Test
  void aTableIsMadeAndRowsComeBack() {
    assertThat(catalog().latest(place)).isEmpty();
    var late = new Trip(ONE, "AA", 7, Optional.of("late"));
    StagedWrite staged = stage(store, trips(), List.of(late, trip(TWO, "UA", -3)));
    assertThat(staged.profile().rows()).isEqualTo(2);
    assertThat(staged.profile().column("note").orElseThrow().nulls()).isEqualTo(1);

    TableVersion version = staged.commit();

    assertThat(read(Trip.class)).containsExactlyInAnyOrder(late, trip(TWO, "UA", -3));
    assertThat(version.version()).isEqualTo(latest().version());
    assertThat(version.tableId()).isEqualTo(latest().tableId());
    assertThat(version.rows()).isEqualTo(2);
    assertThat(latest().partitionColumns()).containsExactly("day");
    assertThat(latest().obstaclesToWrite()).isEmpty();
    assertThat(latest().rows(RowRange.all())).contains(2L);
  }

  @Test
  void stagedRowsAreSeenByNobodyAndLeaveNoTraceWhenDiscarded() {
    commit(trips(), trip(ONE, "AA", 1));
    long before = latest().version();
    int files = dataFiles().size();
    StagedWrite staged = stage(store, trips().as("run-2/a"), List.of(trip(TWO, "UA", 2)));
    assertThat(dataFiles()).hasSizeGreaterThan(files);
    assertThat(latest().version()).isEqualTo(before);

    staged.discard();

    assertThat(dataFiles()).hasSize(files);
    assertThat(read(Trip.class)).containsExactly(trip(ONE, "AA", 1));
  }

  @Test
  void anAppendAdds() {
    commit(trips(), trip(ONE, "AA", 1));
    commit(trips().appending().as("run-2/a"), trip(ONE, "AA", 1));
    assertThat(read(Trip.class)).containsExactly(trip(ONE, "AA", 1), trip(ONE, "AA", 1));
  }

  @Test
  void aReplacedRangeLeavesOtherDaysAlone() {
    commit(trips(), trip(ONE, "AA", 1), trip(TWO, "AA", 2), trip(THREE, "AA", 3));
    String first = latest().content(range(ONE, TWO));
    String second = latest().content(range(TWO, THREE));

    commit(trips().replacing(TWO, THREE).as("run-2/a"), trip(TWO, "UA", 20));

    assertThat(read(Trip.class))
        .containsExactlyInAnyOrder(trip(ONE, "AA", 1), trip(TWO, "UA", 20), trip(THREE, "AA", 3));
    assertThat(latest().content(range(ONE, TWO))).isEqualTo(first);
    assertThat(latest().content(range(TWO, THREE))).isNotEqualTo(second);
    assertThat(latest().rows(range(TWO, THREE))).contains(1L);
  }

  private static RowRange range(LocalDate from, LocalDate to) {
    return new RowRange.Between("day", from, to);
  }

  @Test
  void aReplacedTableHoldsTheNewRowsAlone() {
    commit(trips(), trip(ONE, "AA", 1), trip(TWO, "AA", 2));
    commit(trips().as("run-2/a"), trip(THREE, "UA", 3));
    assertThat(read(Trip.class)).containsExactly(trip(THREE, "UA", 3));
  }

  @Test
  void anEmptyReplacementClears() {
    commit(trips(), trip(ONE, "AA", 1), trip(TWO, "AA", 2));
    TableVersion cleared = commit(trips().replacing(TWO, THREE).as("run-2/a"));
    assertThat(cleared.version()).isEqualTo(latest().version());
    assertThat(read(Trip.class)).containsExactly(trip(ONE, "AA", 1));
    assertThat(latest().hasRows(range(TWO, THREE))).isFalse();
    assertThat(latest().hasRows(range(ONE, TWO))).isTrue();
  }

  @Test
  void anEmptyFirstWriteMakesATableThatHoldsItsTransaction() {
    TableVersion version = commit(trips());
    assertThat(read(Trip.class)).isEmpty();
    assertThat(latest().transaction("run-1/a")).contains(version.version());
  }

  @Test
  void oneWriteIsCommittedOnce() {
    TableWrites append = trips().appending();
    TableVersion once = commit(append, trip(ONE, "AA", 1));
    commit(append.as("run-2/a"), trip(TWO, "AA", 2));
    long newest = latest().version();
    int files = dataFiles().size();

    TableVersion again = stage(newStore(), append, List.of(trip(ONE, "AA", 1))).commit();

    assertThat(again.version()).isEqualTo(once.version());
    assertThat(latest().version()).isEqualTo(newest);
    assertThat(dataFiles()).hasSize(files);
    assertThat(read(Trip.class)).containsExactlyInAnyOrder(trip(ONE, "AA", 1), trip(TWO, "AA", 2));
  }

  @Test
  void theSameWriteStagedByTwoDriversIsCommittedOnce() {
    commit(trips(), trip(ONE, "AA", 1));
    TableWrites write = trips().replacing(TWO, THREE).as("run-2/a");
    StagedWrite one = stage(store, write, List.of(trip(TWO, "UA", 2)));
    StagedWrite other = stage(newStore(), write, List.of(trip(TWO, "UA", 2)));
    TableVersion first = one.commit();
    assertThat(other.commit().version()).isEqualTo(first.version());
    assertThat(read(Trip.class)).containsExactlyInAnyOrder(trip(ONE, "AA", 1), trip(TWO, "UA", 2));
  }

  @Test
  void ofTwoWritersThatReplaceOneEmptyDayOneWins() {
    commit(trips(), trip(ONE, "AA", 1));
    TableWrites day = trips().replacing(TWO, THREE);
    StagedWrite mine = stage(store, day.as("run-2/a"), List.of(trip(TWO, "AA", 2)));
    StagedWrite theirs = stage(newStore(), day.as("run-3/a"), List.of(trip(TWO, "UA", 3)));
    theirs.commit();

    assertThat(kind(mine::commit)).isEqualTo(TableException.Kind.CONFLICT);
    mine.discard();

    assertThat(read(Trip.class)).containsExactlyInAnyOrder(trip(ONE, "AA", 1), trip(TWO, "UA", 3));
    assertThat(dataFiles()).hasSize(2);
  }

  @Test
  void writersOfDifferentDaysBothWin() {
    commit(trips(), trip(ONE, "AA", 1), trip(TWO, "AA", 2));
    StagedWrite mine =
        stage(store, trips().replacing(ONE, TWO).as("run-2/a"), List.of(trip(ONE, "BB", 10)));
    StagedWrite theirs =
        stage(
            newStore(), trips().replacing(TWO, THREE).as("run-3/a"), List.of(trip(TWO, "CC", 20)));
    theirs.commit();
    mine.commit();
    assertThat(read(Trip.class))
        .containsExactlyInAnyOrder(trip(ONE, "BB", 10), trip(TWO, "CC", 20));
  }

  @Test
  void appendsNeverCollide() {
    commit(trips(), trip(ONE, "AA", 1));
    StagedWrite mine = stage(store, trips().appending().as("run-2/a"), List.of(trip(ONE, "BB", 2)));
    commit(trips().appending().as("run-3/a"), trip(ONE, "CC", 3));
    TableVersion version = mine.commit();
    assertThat(version.version()).isEqualTo(latest().version());
    assertThat(read(Trip.class)).hasSize(3);
  }

  @Test
  void aRowOutsideOfTheRangeIsRefusedAndNothingWritten() {
    commit(trips(), trip(ONE, "AA", 1));
    long before = latest().version();
    TableWrites day = trips().replacing(ONE, TWO).as("run-2/a");
    assertThatThrownBy(
            () -> stage(store, day, List.of(trip(ONE, "AA", 1), trip(THREE, "AA", 2))).commit())
        .isInstanceOf(TableException.class)
        .hasMessageContaining("day")
        .hasMessageContaining("2001-06-03");
    assertThat(latest().version()).isEqualTo(before);
    assertThat(dataFiles()).hasSize(1);
  }

  @Test
  void aRangeIsReplacedOnlyWhereItPartitionsTheTable() {
    commit(TableWrites.of(place, Trip.class, "carrier"), trip(ONE, "AA", 1), trip(TWO, "AA", 2));
    var byDay = TableWrites.of(place, Trip.class, "carrier").over("day", ONE, TWO).as("run-2/a");
    assertThat(kind(() -> stage(store, byDay, List.of(trip(ONE, "BB", 3))).commit()))
        .isEqualTo(TableException.Kind.USER);
    assertThat(read(Trip.class)).hasSize(2);
  }

  @Test
  void nullInAPrimitiveIsRefusedAndNothingWritten() {
    List<Object[]> cells = List.<Object[]>of(new Object[] {ONE, "AA", null, null});
    assertThatThrownBy(() -> stageCells(store, trips(), cells).commit())
        .isInstanceOf(TableException.class)
        .hasMessageContaining("delay");
    assertThat(dataFiles()).isEmpty();
  }

  @Test
  void everyTypeComesBackAsItWas() {
    List<AllTypes> rows = RandomRows.allTypes(20_010_601, 500);
    var write = TableWrites.of(place, AllTypes.class);
    stage(store, write, rows).commit();
    assertThat(read(AllTypes.class)).containsExactlyInAnyOrderElementsOf(rows);
  }

  @Test
  void partitionValuesComeBackAsTheyWere() {
    List<Parted> rows = new ArrayList<>();
    String[] words = {"a/b", "a=b", "per%cent", "sp ace", "é😀", "'q\"", "#?", "..", "NULL", null};
    for (String word : words) {
      rows.add(
          new Parted(
              Instant.parse("2001-06-01T23:59:59.123456Z"),
              word,
              word == null ? null : 7,
              null,
              1));
    }
    rows.add(new Parted(Instant.EPOCH, "x".repeat(400), -1, true, Double.NaN));
    var write = TableWrites.of(place, Parted.class, "at", "word", "number", "flag");
    stage(store, write, rows).commit();
    assertThat(read(Parted.class)).containsExactlyInAnyOrderElementsOf(rows);
  }

  @Test
  void anIntervalMayBeATime() {
    var write = TableWrites.of(place, Parted.class, "at");
    Instant noon = Instant.parse("2001-06-01T12:00:00Z");
    var early = new Parted(noon, "a", 1, true, 1);
    var late = new Parted(noon.plusSeconds(3600), "b", 2, true, 2);
    stage(store, write, List.of(early, late)).commit();
    RowRange hour = new RowRange.Between("at", noon, noon.plusSeconds(3600));
    TableState state = latest();
    assertThat(read(Parted.class, state.tableId(), state.version(), hour)).containsExactly(early);
  }

  @Test
  void rowsOfARangeAreReadWhereItDoesNotPartition() {
    var write = TableWrites.of(place, Trip.class);
    stage(store, write, List.of(trip(ONE, "AA", 1), trip(TWO, "AA", 2))).commit();
    TableState state = latest();
    assertThat(read(Trip.class, state.tableId(), state.version(), range(TWO, THREE)))
        .containsExactly(trip(TWO, "AA", 2));
    assertThat(state.content(range(TWO, THREE))).isEqualTo(state.content(RowRange.all()));
  }

  @Test
  void aNewComponentThatMayBeAbsentWidensTheTable() {
    TableVersion old = commit(trips(), trip(ONE, "AA", 1));
    assertThat(latest().missing(Schema.of(WideTrip.class))).containsExactly("gate");
    assertThat(latest().differences(Schema.of(WideTrip.class))).isEmpty();
    var wide = new WideTrip(TWO, "UA", 2, Optional.empty(), 4);

    commit(trips().replacing(TWO, THREE).with(WideTrip.class).as("run-2/a"), wide);

    assertThat(read(WideTrip.class))
        .containsExactlyInAnyOrder(new WideTrip(ONE, "AA", 1, Optional.empty(), null), wide);
    assertThat(latest().missing(Schema.of(WideTrip.class))).isEmpty();
    assertThat(latest().tableId()).isEqualTo(old.tableId());
    commit(trips().appending().as("run-3/a"), trip(THREE, "AA", 3));
    assertThat(read(WideTrip.class)).hasSize(3);
    assertThat(read(WideTrip.class, old.tableId(), old.version(), RowRange.all()))
        .containsExactly(new WideTrip(ONE, "AA", 1, Optional.empty(), null));
  }

  @Test
  void otherColumnsAreRefusedByName() {
    commit(trips(), trip(ONE, "AA", 1));
    assertThat(latest().differences(Schema.of(NarrowTrip.class)))
        .singleElement()
        .asString()
        .contains("seats", "missing", "NarrowTrip", "int");
    assertThat(latest().differences(Schema.of(OtherTrip.class)))
        .hasSize(2)
        .anySatisfy(d -> assertThat(d).contains("carrier", "Carrier", "case"))
        .anySatisfy(d -> assertThat(d).contains("delay is int", "OtherTrip declares string"));
    assertThat(
            kind(
                () ->
                    commit(
                        trips().with(NarrowTrip.class).as("run-2/a"),
                        new NarrowTrip(ONE, "AA", 1, 2))))
        .isEqualTo(TableException.Kind.USER);
  }

  @Test
  void theHistoryNamesRunAndStep() {
    commit(trips(), trip(ONE, "AA", 1));
    TableVersion second = commit(trips().appending().as("run-2/score"), trip(TWO, "AA", 2));
    var newest = latest().history(1);
    assertThat(newest)
        .singleElement()
        .satisfies(
            commit -> {
              assertThat(commit.version()).isEqualTo(second.version());
              assertThat(commit.by()).contains("run-2", "score");
              assertThat(commit.transaction()).contains("run-2/score");
              assertThat(commit.at()).isAfter(Instant.EPOCH);
            });
    assertThat(latest().transaction("run-1/a")).isPresent();
    assertThat(latest().transaction("run-9/a")).isEmpty();
  }

  @Test
  void aForeignChangeOfARangeIsNamed() {
    TableVersion mine = commit(trips(), trip(ONE, "AA", 1), trip(TWO, "AA", 2));
    commit(trips().replacing(TWO, THREE).as("run-2/a"), trip(TWO, "UA", 3));
    Optional<String> nobody = Optional.empty();
    assertThat(latest().changeSince(mine.version(), range(ONE, TWO), nobody)).isEmpty();
    assertThat(latest().changeSince(mine.version(), range(TWO, THREE), nobody))
        .hasValueSatisfying(c -> assertThat(c.transaction()).contains("run-2/a"));
    assertThat(latest().changeSince(mine.version(), range(TWO, THREE), Optional.of("run-2/a")))
        .isEmpty();
  }

  @Test
  void aPinnedVersionStaysWhatItWas() {
    TableVersion first = commit(trips(), trip(ONE, "AA", 1));
    for (int i = 2; i < 14; i++) { // past a checkpoint
      commit(trips().as("run-" + i + "/a"), trip(ONE, "AA", i));
    }
    assertThat(read(Trip.class, first.tableId(), first.version(), RowRange.all()))
        .containsExactly(trip(ONE, "AA", 1));
    assertThat(catalog().at(place, first.version()).rows(RowRange.all())).contains(1L);
    assertThat(read(Trip.class)).containsExactly(trip(ONE, "AA", 13));
    assertThat(latest().transaction("run-1/a")).contains(first.version());
  }

  @Test
  void aTableMadeAnewIsAnotherTable() throws IOException {
    TableVersion first = commit(trips(), trip(ONE, "AA", 1));
    deleteAll(Path.of(place));
    commit(trips().as("run-2/a"), trip(TWO, "UA", 2));
    assertThat(latest().tableId()).isNotEqualTo(first.tableId());
    assertThat(kind(() -> read(Trip.class, first.tableId(), first.version(), RowRange.all())))
        .isEqualTo(TableException.Kind.GONE);
  }

  private static void deleteAll(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  @Test
  void aVersionThatIsNotThereIsGone() {
    commit(trips(), trip(ONE, "AA", 1));
    assertThat(kind(() -> catalog().at(place, 99))).isEqualTo(TableException.Kind.GONE);
  }
}
