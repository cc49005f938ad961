package dev.plumbline.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.pipeline.event.TableVersion;
import dev.plumbline.runner.table.StagedWrite;
import dev.plumbline.runner.table.TableException;
import dev.plumbline.runner.table.TableStore;
import dev.plumbline.runner.value.Keys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a {@link TableStore} that merges by key keeps, besides {@link TableStoreContract}.
 *
 * @param <R> rows as the store takes them
 */
public abstract class MergeContract<R> extends StoreFixture<R> {
  private TableWrites byCarrier(String transaction) {
    return trips().mergingBy("carrier").as(transaction);
  }

  @Test
  void rowsOfAnEqualKeyAreReplacedAndOthersAdded() {
    commit(trips(), trip(ONE, "AA", 1), trip(ONE, "BB", 2), trip(TWO, "CC", 3));

    TableVersion version = commit(byCarrier("run-2/a"), trip(ONE, "BB", 20), trip(TWO, "DD", 40));

    assertThat(read(Trip.class))
        .containsExactlyInAnyOrder(
            trip(ONE, "AA", 1), trip(ONE, "BB", 20), trip(TWO, "CC", 3), trip(TWO, "DD", 40));
    assertThat(version.version()).isEqualTo(latest().version());
    assertThat(version.rows()).isEqualTo(2);
    assertThat(latest().history(1))
        .singleElement()
        .satisfies(
            commit -> {
              assertThat(commit.operation()).isEqualTo("MERGE");
              assertThat(commit.transaction()).contains("run-2/a");
              assertThat(commit.by()).contains("run-2");
            });
  }

  @Test
  void filesWithoutTheKeyAreNotTouched() {
    commit(trips(), trip(ONE, "AA", 1), trip(TWO, "BB", 2), trip(THREE, "CC", 3));
    String first = latest().content(range(ONE, TWO));
    String second = latest().content(range(TWO, THREE));
    String third = latest().content(range(THREE, THREE.plusDays(1)));

    commit(byCarrier("run-2/a"), trip(TWO, "BB", 20));

    assertThat(latest().content(range(ONE, TWO))).isEqualTo(first);
    assertThat(latest().content(range(TWO, THREE))).isNotEqualTo(second);
    assertThat(latest().content(range(THREE, THREE.plusDays(1)))).isEqualTo(third);
  }

  @Test
  void ofFilesThatAreReplacedAsAWholeNothingIsWrittenAgain() {
    TableWrites whole = TableWrites.of(place, Trip.class);
    commit(whole, trip(ONE, "AA", 1));
    int files = dataFiles().size();
    commit(whole.mergingBy("carrier").as("run-2/a"), trip(TWO, "AA", 20));
    assertThat(read(Trip.class)).containsExactly(trip(TWO, "AA", 20));
    assertThat(dataFiles())
        .as("no file without rows, which no version would name")
        .hasSize(2 * files);
  }

  @Test
  void aRowMovesToThePartitionOfTheNewOne() {
    commit(trips(), trip(ONE, "AA", 1), trip(ONE, "BB", 2));
    commit(byCarrier("run-2/a"), trip(TWO, "AA", 10));
    assertThat(read(Trip.class)).containsExactlyInAnyOrder(trip(ONE, "BB", 2), trip(TWO, "AA", 10));
    assertThat(latest().rows(range(ONE, TWO))).contains(1L);
  }

  @Test
  void everyRowThatIsThereWithAKeyIsReplaced() {
    commit(trips(), trip(ONE, "AA", 1), trip(TWO, "AA", 2), trip(TWO, "BB", 3));
    commit(byCarrier("run-2/a"), trip(THREE, "AA", 9));
    assertThat(read(Trip.class))
        .containsExactlyInAnyOrder(trip(THREE, "AA", 9), trip(TWO, "BB", 3));
  }

  @Test
  void aKeyMayBeSeveralColumns() {
    commit(trips(), trip(ONE, "AA", 1), trip(TWO, "AA", 2));
    commit(trips().mergingBy("day", "carrier").as("run-2/a"), trip(TWO, "AA", 20));
    assertThat(read(Trip.class)).containsExactlyInAnyOrder(trip(ONE, "AA", 1), trip(TWO, "AA", 20));
  }

  @Test
  void theFirstMergeMakesTheTable() {
    assertThat(commit(byCarrier("run-1/a"), trip(ONE, "AA", 1)).version()).isZero();
    commit(byCarrier("run-2/a"));
    assertThat(read(Trip.class)).containsExactly(trip(ONE, "AA", 1));
    assertThat(latest().transaction("run-2/a")).isPresent();
  }

  @Test
  void aRowWithoutKeyIsRefusedByNameAndNothingWritten() {
    TableWrites byNote = trips().mergingBy("note").as("run-2/a");
    var noted = new Trip(ONE, "AA", 1, Optional.of("a"));
    commit(trips(), noted);
    int files = dataFiles().size();

    assertThatThrownBy(
            () -> stage(store, byNote, List.of(noted, new Trip(TWO, "ZZ", 2, Optional.empty()))))
        .isInstanceOfSatisfying(
            TableException.class, e -> assertThat(e.kind()).isEqualTo(TableException.Kind.USER))
        .hasMessageContaining("trips")
        .hasMessageContaining("note")
        .hasMessageContaining("ZZ");

    assertThat(dataFiles()).hasSize(files);
    assertThat(read(Trip.class)).containsExactly(noted);
  }

  @Test
  void rowsOfOneKeyAreRefusedByNameAndNothingWritten() {
    commit(trips(), trip(ONE, "AA", 1));
    int files = dataFiles().size();
    List<Trip> rows = List.of(trip(ONE, "BB", 1), trip(TWO, "CC", 2), trip(THREE, "CC", 3));

    assertThatThrownBy(() -> stage(store, byCarrier("run-2/a"), rows))
        .isInstanceOfSatisfying(
            TableException.class, e -> assertThat(e.kind()).isEqualTo(TableException.Kind.USER))
        .hasMessageContaining("2 rows have the key carrier=CC");

    assertThat(dataFiles()).hasSize(files);
    assertThat(read(Trip.class)).containsExactly(trip(ONE, "AA", 1));
  }

  @Test
  void aDiscardedMergeLeavesNothing() {
    commit(trips(), trip(ONE, "AA", 1));
    int files = dataFiles().size();
    long before = latest().version();
    stage(store, byCarrier("run-2/a"), List.of(trip(ONE, "AA", 9))).discard();
    assertThat(dataFiles()).hasSize(files);
    assertThat(latest().version()).isEqualTo(before);
    assertThat(read(Trip.class)).containsExactly(trip(ONE, "AA", 1));
  }

  @Test
  void oneMergeIsCommittedOnce() {
    commit(trips(), trip(ONE, "AA", 1));
    TableVersion once = commit(byCarrier("run-2/a"), trip(ONE, "AA", 2));
    commit(byCarrier("run-3/a"), trip(ONE, "AA", 3));
    long newest = latest().version();

    TableVersion again =
        stage(newStore(), byCarrier("run-2/a"), List.of(trip(ONE, "AA", 2))).commit();

    assertThat(again.version()).isEqualTo(once.version());
    assertThat(latest().version()).isEqualTo(newest);
    assertThat(read(Trip.class)).containsExactly(trip(ONE, "AA", 3));
  }

  @Test
  void ofTwoMergesOfOneKeyOneWins() {
    commit(trips(), trip(ONE, "AA", 1));
    for (String carrier : List.of("AA", "NEW")) {
      StagedWrite mine =
          stage(store, byCarrier("mine-" + carrier + "/a"), List.of(trip(ONE, carrier, 2)));
      StagedWrite theirs =
          stage(newStore(), byCarrier("theirs-" + carrier + "/a"), List.of(trip(ONE, carrier, 3)));
      theirs.commit();
      assertThat(kind(mine::commit)).isEqualTo(TableException.Kind.CONFLICT);
      mine.discard();
    }
    assertThat(read(Trip.class)).containsExactlyInAnyOrder(trip(ONE, "AA", 3), trip(ONE, "NEW", 3));
  }

  @Test
  void aTableIsWidenedByAMerge() {
    commit(trips(), trip(ONE, "AA", 1), trip(ONE, "BB", 2));
    var wide = new WideTrip(ONE, "AA", 10, Optional.empty(), 4);
    commit(byCarrier("run-2/a").with(WideTrip.class), wide);
    assertThat(read(WideTrip.class))
        .containsExactlyInAnyOrder(wide, new WideTrip(ONE, "BB", 2, Optional.empty(), null));
    commit(byCarrier("run-3/a"), trip(ONE, "BB", 20));
    assertThat(read(WideTrip.class))
        .containsExactlyInAnyOrder(wide, new WideTrip(ONE, "BB", 20, Optional.empty(), null));
  }

  /** Random merges against a map. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void manyMergesAreThoseOfAMap(long seed) {
    Random random = new Random(seed);
    Map<Object, Keyed> model = new LinkedHashMap<>();
    TableWrites merge = TableWrites.of(place, Keyed.class, "word").mergingBy("word", "number");
    for (int i = 0; i < 5; i++) {
      Map<Object, Keyed> fresh = new LinkedHashMap<>();
      for (int n = random.nextInt(12); n > 0; n--) {
        Keyed row = Keyed.random(random);
        fresh.putIfAbsent(Keys.ofCells(row.word(), row.number()), row);
      }
      stage(store, merge.as("run-" + i + "/a"), new ArrayList<>(fresh.values())).commit();
      model.putAll(fresh);
      assertThat(read(Keyed.class))
          .as("seed " + seed + " after merge " + i)
          .containsExactlyInAnyOrderElementsOf(model.values());
    }
  }
}
