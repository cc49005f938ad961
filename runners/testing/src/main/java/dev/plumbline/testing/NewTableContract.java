package dev.plumbline.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plumbline.pipeline.event.TableVersion;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.table.RowRange;
import dev.plumbline.runner.table.StagedWrite;
import dev.plumbline.runner.table.TableException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What a table's first write leaves: table and rows by one commit, or nothing.
 *
 * @param <R> rows as the store takes them
 */
abstract class NewTableContract<R> extends TableStateContract<R> {
  @Test
  void aTableIsMadeByTheCommitOfItsFirstRows() {
    TableVersion version = commit(trips(), trip(ONE, "AA", 1));
    assertThat(version.version()).isZero();
    assertThat(latest().history(9))
        .singleElement()
        .satisfies(
            commit -> {
              assertThat(commit.operation()).isEqualTo("WRITE");
              assertThat(commit.transaction()).contains("run-1/a");
              assertThat(commit.by()).contains("run-1");
            });
    assertThat(latest().rows(RowRange.all())).contains(1L);
  }

  @Test
  void aFirstWriteThatIsJudgedBadLeavesNothing() {
    StagedWrite staged = stage(store, trips(), List.of(trip(ONE, "AA", 1), trip(TWO, "AA", 2)));
    assertThat(catalog().latest(place)).isEmpty();

    staged.discard();

    assertThat(catalog().latest(place)).isEmpty();
    assertThat(isThere(place)).isFalse();
  }

  @Test
  void aFirstWriteWhoseRowIsRefusedLeavesNothing() {
    TableWrites day = trips().replacing(ONE, TWO);
    assertThat(kind(() -> stage(store, day, List.of(trip(ONE, "AA", 1), trip(TWO, "AA", 2)))))
        .isEqualTo(TableException.Kind.USER);
    assertThat(catalog().latest(place)).isEmpty();
    assertThat(isThere(place)).isFalse();
  }

  @Test
  void aFolderThatWasThereIsKept() throws IOException {
    assumeTrue(place.getScheme().equals("file"), "elsewhere folders are but parts of names");
    Files.createDirectories(Path.of(place));
    stage(store, trips(), List.of(trip(ONE, "AA", 1))).discard();
    assertThat(Path.of(place)).isEmptyDirectory();
    commit(trips(), trip(ONE, "AA", 1));
    assertThat(read(Trip.class)).hasSize(1);
  }

  @Test
  void rowsGoIntoATableThatAnotherMadeMeanwhile() {
    StagedWrite mine =
        stage(store, trips().replacing(ONE, TWO).as("run-2/a"), List.of(trip(ONE, "AA", 1)));
    TableVersion theirs =
        stage(
                newStore(),
                trips().replacing(TWO, THREE).with(WideTrip.class).as("run-3/a"),
                List.of(new WideTrip(TWO, "UA", 2, Optional.empty(), 4)))
            .commit();

    TableVersion version = mine.commit();

    assertThat(version.tableId()).isEqualTo(theirs.tableId());
    assertThat(version.version()).isEqualTo(latest().version()).isGreaterThan(theirs.version());
    assertThat(read(Trip.class)).containsExactlyInAnyOrder(trip(ONE, "AA", 1), trip(TWO, "UA", 2));
    assertThat(latest().missing(Schema.of(WideTrip.class))).isEmpty();
  }

  @Test
  void anEmptyTableThatAnotherMadeMeanwhileTakesTheRows() {
    StagedWrite mine = stage(store, trips().as("run-2/a"), List.of(trip(ONE, "AA", 1)));
    stage(newStore(), trips().as("run-3/a"), List.of()).commit();
    mine.commit();
    assertThat(read(Trip.class)).containsExactly(trip(ONE, "AA", 1));
    assertThat(dataFiles().size()).isLessThanOrEqualTo(1);
  }

  @Test
  void aTableMadeMeanwhileWithTheSameDayIsAConflict() {
    TableWrites day = trips().replacing(ONE, TWO);
    StagedWrite mine = stage(store, day.as("run-2/a"), List.of(trip(ONE, "AA", 1)));
    stage(newStore(), day.as("run-3/a"), List.of(trip(ONE, "UA", 2))).commit();

    assertThat(kind(mine::commit)).isEqualTo(TableException.Kind.CONFLICT);
    mine.discard();

    assertThat(read(Trip.class)).containsExactly(trip(ONE, "UA", 2));
    assertThat(dataFiles().size()).isLessThanOrEqualTo(1);
  }

  @Test
  void appendsMeetInANewTable() {
    StagedWrite mine = stage(store, trips().appending().as("run-2/a"), List.of(trip(ONE, "AA", 1)));
    stage(newStore(), trips().appending().as("run-3/a"), List.of(trip(ONE, "UA", 2))).commit();
    mine.commit();
    assertThat(read(Trip.class)).containsExactlyInAnyOrder(trip(ONE, "AA", 1), trip(ONE, "UA", 2));
  }

  @Test
  void oneFirstWriteOfTwoDriversIsCommittedOnce() {
    StagedWrite mine = stage(store, trips(), List.of(trip(ONE, "AA", 1)));
    TableVersion theirs = stage(newStore(), trips(), List.of(trip(ONE, "AA", 1))).commit();
    TableVersion version = mine.commit();
    assertThat(version.version()).isEqualTo(theirs.version());
    assertThat(version.tableId()).isEqualTo(theirs.tableId());
    assertThat(read(Trip.class)).containsExactly(trip(ONE, "AA", 1));
    assertThat(dataFiles().size()).isLessThanOrEqualTo(1);
  }

  @Test
  void aTableOfAnotherLayoutMadeMeanwhileIsRefused() {
    StagedWrite mine = stage(store, trips(), List.of(trip(ONE, "AA", 1)));
    stage(newStore(), TableWrites.of(place, Trip.class).as("run-3/a"), List.of()).commit();
    assertThat(kind(mine::commit)).isEqualTo(TableException.Kind.USER);
    mine.discard();
    assertThat(read(Trip.class)).isEmpty();
    assertThat(isThere(URI.create(place + "/day=2001-06-01"))).isFalse();
  }
}
