package dev.plumbline.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.pipeline.event.TableVersion;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.table.RowRange;
import dev.plumbline.runner.table.TableException;
import dev.plumbline.runner.table.TableState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What comes back of a table: its values, its columns as they change, its past.
 *
 * @param <R> rows as the store takes them
 */
abstract class TableStateContract<R> extends StoreFixture<R> {
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
  void aTableMadeAnewIsAnotherTable() {
    TableVersion first = commit(trips(), trip(ONE, "AA", 1));
    files(place).forEach(this::deleteFile);
    commit(trips().as("run-2/a"), trip(TWO, "UA", 2));
    assertThat(latest().tableId()).isNotEqualTo(first.tableId());
    assertThat(kind(() -> read(Trip.class, first.tableId(), first.version(), RowRange.all())))
        .isEqualTo(TableException.Kind.GONE);
  }

  @Test
  void aVersionThatIsNotThereIsGone() {
    commit(trips(), trip(ONE, "AA", 1));
    assertThat(kind(() -> catalog().at(place, 99))).isEqualTo(TableException.Kind.GONE);
  }
}
