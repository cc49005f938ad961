package dev.plumbline.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.pipeline.Writes;
import dev.plumbline.pipeline.event.TableVersion;
import dev.plumbline.runner.table.RowRange;
import dev.plumbline.runner.table.StagedWrite;
import dev.plumbline.runner.table.TableException;
import dev.plumbline.runner.table.TableStore;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every {@link TableStore} keeps, whatever engine it writes with. An implementer extends it,
 * gives a store, and rows in the store's form.
 *
 * @param <R> rows as the store takes them
 */
public abstract class TableStoreContract<R> extends NewTableContract<R> {
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
    assertThat(latest().obstaclesToWrite(Writes.REPLACE)).isEmpty();
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

  @Test
  void aReplacedTableHoldsTheNewRowsAlone() {
    commit(trips(), trip(ONE, "AA", 1), trip(TWO, "AA", 2));
    commit(trips().as("run-2/a"), trip(THREE, "UA", 3));
    assertThat(read(Trip.class)).containsExactly(trip(THREE, "UA", 3));
  }

  @Test
  void anEmptyReplacementClears() {
    commit(trips(), trip(ONE, "AA", 1), trip(TWO, "AA", 2));
    int files = dataFiles().size();
    TableVersion cleared = commit(trips().replacing(TWO, THREE).as("run-2/a"));
    assertThat(cleared.version()).isEqualTo(latest().version());
    assertThat(read(Trip.class)).containsExactly(trip(ONE, "AA", 1));
    assertThat(latest().hasRows(range(TWO, THREE))).isFalse();
    assertThat(latest().hasRows(range(ONE, TWO))).isTrue();
    assertThat(dataFiles()).as("no file without rows, which no version would name").hasSize(files);
  }

  @Test
  void anEmptyAppendWritesNoFile() {
    commit(TableWrites.of(place, Trip.class), trip(ONE, "AA", 1));
    int files = dataFiles().size();
    commit(TableWrites.of(place, Trip.class).appending().as("run-2/a"));
    assertThat(dataFiles()).hasSize(files);
    assertThat(latest().transaction("run-2/a")).isPresent();
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
}
