package dev.plumbline.runner.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.pipeline.Writes;
import dev.plumbline.pipeline.event.TableVersion;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.table.PinnedRead;
import dev.plumbline.runner.table.RowRange;
import dev.plumbline.runner.table.StagedWrite;
import dev.plumbline.runner.table.TableException;
import dev.plumbline.runner.table.TableException.Kind;
import dev.plumbline.runner.table.TableReader;
import dev.plumbline.runner.table.TableState;
import dev.plumbline.runner.table.WriteTarget;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Tables in memory keep the laws of tables on disk. */
@SuppressWarnings("ArrayRecordComponent") // bytes are a type of field
public class MemoryTablesTest {
  private static final URI PLACE = URI.create("memory:/trips");
  private static final LocalDate ONE = LocalDate.of(2001, 6, 1);
  private static final LocalDate TWO = ONE.plusDays(1);

  public record Stop(String airport, byte[] seal) {}

  public record Trip(LocalDate day, String carrier, int delay) {}

  public record Wide(LocalDate day, String carrier, int delay, Stop stop, List<Integer> codes) {}

  public record Narrow(LocalDate day, int delay) {}

  public record Needy(LocalDate day, int seats) {}

  public record Retyped(LocalDate day, String carrier, String delay) {}

  private final MemoryTables tables = new MemoryTables(Clock.systemUTC());

  private static WriteTarget target(
      Class<? extends Record> type, Writes how, RowRange range, String transaction) {
    return new WriteTarget(
        "trips",
        PLACE,
        Schema.of(type),
        List.of("day"),
        how,
        range,
        transaction,
        new TreeMap<>(Map.of("run", "r", "step", transaction)));
  }

  private static RowRange day(LocalDate day) {
    return new RowRange.Between("day", day, day.plusDays(1));
  }

  private StagedWrite stage(WriteTarget target, Record... rows) {
    return tables.stage(target, Arrays.stream(rows).map(r -> cells(target.schema(), r)).iterator());
  }

  private static <T> Object[] cells(Schema<T> schema, Record row) {
    return schema.cells(schema.type().cast(row));
  }

  private TableVersion replace(String transaction, RowRange range, Record... rows) {
    return stage(target(rows[0].getClass(), Writes.REPLACE, range, transaction), rows).commit();
  }

  private TableState latest() {
    return tables.latest(PLACE).orElseThrow();
  }

  private <T extends Record> List<T> read(Class<T> type, long version) {
    Schema<T> schema = Schema.of(type);
    List<T> rows = new ArrayList<>();
    PinnedRead read =
        new PinnedRead("trips", PLACE, latest().tableId(), version, RowRange.all(), schema);
    try (TableReader.Rows cells = tables.read(read)) {
      cells.forEachRemaining(c -> rows.add(schema.row(c)));
    }
    return rows;
  }

  private static void assertKind(Kind kind, String message, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(TableException.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessageContaining(message);
  }

  @Test
  void everyVersionStaysWhatItWas() {
    TableVersion first = replace("t1", RowRange.all(), new Trip(ONE, "AA", 1));
    TableVersion second = replace("t2", RowRange.all(), new Trip(ONE, "AA", 2));
    assertThat(first.version()).isZero();
    assertThat(read(Trip.class, first.version())).containsExactly(new Trip(ONE, "AA", 1));
    assertThat(read(Trip.class, second.version())).containsExactly(new Trip(ONE, "AA", 2));
    assertKind(Kind.GONE, "version 2", () -> tables.at(PLACE, 2));
    assertThat(latest().history(2)).extracting(c -> c.version()).containsExactly(1L, 0L);
  }

  @Test
  void aRangeIsReplacedAlone() {
    replace("t1", RowRange.all(), new Trip(ONE, "AA", 1), new Trip(TWO, "AA", 2));
    String other = latest().content(day(TWO));
    String whole = latest().content(RowRange.all());
    TableVersion version = replace("t2", day(ONE), new Trip(ONE, "UA", 9));
    assertThat(read(Trip.class, version.version()))
        .containsExactlyInAnyOrder(new Trip(TWO, "AA", 2), new Trip(ONE, "UA", 9));
    assertThat(latest().content(day(TWO))).isEqualTo(other);
    assertThat(latest().content(RowRange.all())).isNotEqualTo(whole);
    assertThat(latest().changeSince(0, day(TWO), Optional.empty())).isEmpty();
    assertThat(latest().changeSince(0, day(ONE), Optional.empty()))
        .hasValueSatisfying(c -> assertThat(c.by()).isEqualTo("run r step t2, memory"));
    assertThat(latest().changeSince(0, day(ONE), Optional.of("t2"))).isEmpty();
    assertThat(latest().rows(day(ONE))).contains(1L);
    assertThat(latest().hasRows(day(TWO.plusDays(1)))).isFalse();
  }

  @Test
  void oneTransactionIsCommittedOnce() {
    WriteTarget append = target(Trip.class, Writes.APPEND, RowRange.all(), "t1");
    TableVersion once = stage(append, new Trip(ONE, "AA", 1)).commit();
    stage(target(Trip.class, Writes.APPEND, RowRange.all(), "t2"), new Trip(ONE, "AA", 1)).commit();
    assertThat(stage(append, new Trip(ONE, "AA", 1)).commit()).isEqualTo(once);
    assertThat(read(Trip.class, latest().version())).hasSize(2);
    assertThat(latest().transaction("t1")).contains(once.version());
  }

  @Test
  void ofTwoReplacementsOfOneRangeOneWins() {
    replace("t1", RowRange.all(), new Trip(TWO, "AA", 1));
    StagedWrite mine =
        stage(target(Trip.class, Writes.REPLACE, day(ONE), "mine"), new Trip(ONE, "AA", 2));
    StagedWrite append =
        stage(target(Trip.class, Writes.APPEND, RowRange.all(), "more"), new Trip(ONE, "AA", 4));
    StagedWrite elsewhere =
        stage(target(Trip.class, Writes.REPLACE, day(TWO), "two"), new Trip(TWO, "AA", 5));
    replace("theirs", day(ONE), new Trip(ONE, "AA", 3));
    assertKind(Kind.CONFLICT, "run r step theirs", mine::commit);
    append.commit();
    elsewhere.commit();
    assertThat(read(Trip.class, latest().version()))
        .extracting(Trip::delay)
        .containsExactlyInAnyOrder(3, 4, 5);
  }

  @Test
  void aTableMadeAnewIsAnother() {
    TableVersion first = replace("t1", RowRange.all(), new Trip(ONE, "AA", 1));
    StagedWrite late =
        stage(target(Trip.class, Writes.APPEND, RowRange.all(), "late"), new Trip(ONE, "AA", 2));
    tables.drop(PLACE);
    assertKind(Kind.CONFLICT, "it was deleted", late::commit);
    assertThat(tables.latest(PLACE)).isEmpty();
    replace("t2", RowRange.all(), new Trip(ONE, "AA", 1));
    assertThat(latest().tableId()).isNotEqualTo(first.tableId());
    assertKind(Kind.CONFLICT, "deleted and made anew", late::commit);
    PinnedRead old =
        new PinnedRead("trips", PLACE, first.tableId(), 0, RowRange.all(), Schema.of(Trip.class));
    assertKind(Kind.GONE, "plan again", () -> tables.read(old));
  }

  @Test
  void columnsThatMayBeAbsentAreAdded() {
    replace("t1", RowRange.all(), new Trip(ONE, "AA", 1));
    assertThat(latest().missing(Schema.of(Wide.class))).containsExactly("stop", "codes");
    Wide wide = new Wide(ONE, "UA", 2, new Stop("SFO", new byte[] {1}), Arrays.asList(1, null));
    TableVersion version =
        stage(target(Wide.class, Writes.APPEND, RowRange.all(), "t2"), wide).commit();
    List<Wide> rows = read(Wide.class, version.version());
    assertThat(rows.get(0)).isEqualTo(new Wide(ONE, "AA", 1, null, null));
    assertThat(rows.get(1).codes()).containsExactly(1, null);
    rows.get(1).stop().seal()[0] = 7;
    assertThat(read(Wide.class, version.version()).get(1).stop().seal())
        .as("no reader changes what is stored")
        .containsExactly(1);
    assertThat(read(Narrow.class, version.version()))
        .containsExactly(new Narrow(ONE, 1), new Narrow(ONE, 2));
    assertThat(latest().missing(Schema.of(Wide.class))).isEmpty();
  }

  @Test
  void whatDoesNotFitIsRefusedAndNothingWritten() {
    replace("t1", RowRange.all(), new Trip(ONE, "AA", 1));
    assertKind(
        Kind.USER,
        "column seats is missing, the record Needy declares the primitive int",
        () -> replace("t2", RowRange.all(), new Needy(ONE, 1)));
    assertKind(
        Kind.USER,
        "column delay is int, the record Retyped declares string",
        () -> replace("t2", RowRange.all(), new Retyped(ONE, "AA", "1")));
    assertKind(
        Kind.USER,
        "row 1 has day 2001-06-02, outside of the range",
        () -> replace("t2", day(ONE), new Trip(ONE, "AA", 1), new Trip(TWO, "AA", 1)));
    assertKind(
        Kind.USER,
        "by delay, which does not partition it",
        () -> replace("t2", new RowRange.Between("delay", 0, 5), new Trip(ONE, "AA", 1)));
    Object[] cells = {ONE, "AA", null};
    assertKind(
        Kind.USER,
        "row 0 has null in delay, which is a primitive",
        () ->
            tables.stage(
                target(Trip.class, Writes.APPEND, RowRange.all(), "t2"),
                List.<Object[]>of(cells).iterator()));
    assertThat(latest().version()).isZero();
  }

  @Test
  void compactingChangesNoRow() {
    replace("t1", RowRange.all(), new Trip(ONE, "AA", 1));
    stage(target(Trip.class, Writes.APPEND, RowRange.all(), "t2"), new Trip(ONE, "AA", 2)).commit();
    tables.compact(PLACE);
    assertThat(latest().version()).isEqualTo(2);
    assertThat(latest().changeSince(1, RowRange.all(), Optional.empty())).isEmpty();
    assertThat(read(Trip.class, 2)).isEqualTo(read(Trip.class, 1));
  }
}
