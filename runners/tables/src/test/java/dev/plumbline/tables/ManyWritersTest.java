package dev.plumbline.tables;

import static dev.plumbline.tables.TestingTrips.ONE;
import static dev.plumbline.tables.TestingTrips.SCHEMA;
import static dev.plumbline.tables.TestingTrips.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.pipeline.Writes;
import dev.plumbline.runner.table.RowRange;
import dev.plumbline.runner.table.TableException;
import dev.plumbline.tables.TestingTrips.Trip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ManyWritersTest {
  @TempDir Path temp;
  private TestingTrips trips;

  @BeforeEach
  void table() {
    trips = new TestingTrips(temp.resolve("trips"));
  }

  private static <T> List<T> together(List<Callable<T>> work) throws Exception {
    var pool = Executors.newFixedThreadPool(8);
    try {
      List<T> done = new ArrayList<>();
      for (var each : pool.invokeAll(work)) {
        done.add(each.get());
      }
      return done;
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void everyAppendOfManyIsThereOnceAndHasAVersionOfItsOwn() throws Exception {
    List<Callable<Long>> work = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      int n = i;
      work.add(() -> trips.append("r" + n, new Trip(ONE, "AA", n)).version());
    }
    assertThat(together(work)).doesNotHaveDuplicates();
    assertThat(trips.read().stream().map(Trip::delay))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 24).boxed().toList());
  }

  @Test
  void oneOfManyReplacementsOfOneEmptyDayWins() throws Exception {
    trips.replace(ONE.minusDays(1), "r", new Trip(ONE.minusDays(1), "AA", 0));
    var staged =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    trips.stage(
                        trips.target(Writes.REPLACE, day(ONE), "r" + i), new Trip(ONE, "AA", i)))
            .toList();
    List<Callable<Integer>> work = new ArrayList<>();
    for (var write : staged) {
      work.add(
          () -> {
            try {
              write.commit();
              return 1;
            } catch (TableException e) {
              assertThat(e.kind()).isEqualTo(TableException.Kind.CONFLICT);
              write.discard();
              return 0;
            }
          });
    }
    assertThat(together(work).stream().mapToInt(i -> i).sum()).isEqualTo(1);
    assertThat(trips.read()).hasSize(2);
    assertThat(trips.dataFiles()).hasSize(2);
  }

  @Test
  void manyPartitionsInAnyOrderHaveAFileEach() {
    int days = 150; // more than are open at once
    Iterator<Object[]> rows =
        IntStream.range(0, days * 20)
            .mapToObj(i -> SCHEMA.cells(new Trip(ONE.plusDays(i % days), "AA", i)))
            .iterator();
    new DeltaTableStore(Storage.local())
        .stage(trips.target(Writes.REPLACE, RowRange.all(), "r"), rows)
        .commit();
    assertThat(trips.dataFiles()).hasSize(days);
    assertThat(trips.read()).hasSize(days * 20);
    assertThat(trips.latest().rows(day(ONE.plusDays(149)))).contains(20L);
  }

  @Test
  void aFailureOfTheRowsLeavesNothing() {
    Iterator<Object[]> broken =
        Stream.of(1, 0).map(i -> SCHEMA.cells(new Trip(ONE, "AA", 1 / i))).iterator();
    assertThatThrownBy(
            () ->
                new DeltaTableStore(Storage.local())
                    .stage(trips.target(Writes.REPLACE, RowRange.all(), "r"), broken))
        .isInstanceOf(ArithmeticException.class);
    assertThat(trips.folder()).doesNotExist();
  }

  @Test
  void aLinkToADiskThatIsAwayIsKept() throws IOException {
    Path away = temp.resolve("disk/that/is/away");
    Files.createSymbolicLink(trips.folder(), away);
    assertThatThrownBy(() -> trips.append("r", new Trip(ONE, "AA", 1)))
        .isInstanceOf(TableException.class);
    assertThat(Files.readSymbolicLink(trips.folder())).isEqualTo(away);
  }

  @Test
  void aTableRecreatedMeanwhileIsAConflict() throws IOException {
    trips.append("r1", new Trip(ONE, "AA", 1));
    var staged =
        trips.stage(trips.target(Writes.APPEND, RowRange.all(), "r2"), new Trip(ONE, "BB", 2));
    try (Stream<Path> all = Files.walk(trips.folder())) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
    trips.append("r3", new Trip(ONE, "CC", 3));
    assertThatThrownBy(staged::commit)
        .isInstanceOfSatisfying(
            TableException.class, e -> assertThat(e.kind()).isEqualTo(TableException.Kind.CONFLICT))
        .hasMessageContaining("recreated");
  }

  @Test
  void theLowestProtocolIsUsed() {
    trips.append("r1", new Trip(ONE, "AA", 1));
    var head = trips.latest().head();
    assertThat(head.minReader()).isEqualTo(1);
    assertThat(head.minWriter()).isLessThanOrEqualTo(2);
    assertThat(head.features()).isEmpty();
    assertThat(head.configuration()).isEmpty();
  }
}
