package dev.plumbline.spark.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.pipeline.Writes;
import dev.plumbline.pipeline.event.TableVersion;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.table.PinnedRead;
import dev.plumbline.runner.table.RowRange;
import dev.plumbline.runner.table.StagedWrite;
import dev.plumbline.runner.table.TableException;
import dev.plumbline.runner.table.TableState;
import dev.plumbline.runner.table.WriteTarget;
import dev.plumbline.spark.TestingRows;
import dev.plumbline.spark.TestingSession;
import dev.plumbline.tables.DeltaCatalog;
import dev.plumbline.tables.DeltaReader;
import dev.plumbline.tables.DeltaTableStore;
import dev.plumbline.tables.Storage;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Writers on different engines meet on one table. */
public final class CrossedWritersTest {
  /** A row of the table. */
  public record Score(LocalDate day, String by) {}

  private static final LocalDate ONE = LocalDate.of(2001, 6, 1);
  private static final Schema<Score> SCHEMA = Schema.of(Score.class);

  @TempDir Path temp;

  private StagedWrite stage(String engine, String run, Writes how, LocalDate day, Score... rows) {
    RowRange range = how == Writes.REPLACE ? range(day) : RowRange.all();
    WriteTarget target =
        new WriteTarget(
            "scores",
            temp.resolve("scores").toUri(),
            SCHEMA,
            List.of("day"),
            how,
            range,
            run + "/scores",
            new TreeMap<>(Map.of("run", run)));
    List<Object[]> cells = List.of(rows).stream().map(SCHEMA::cells).toList();
    var spark = TestingSession.get();
    return engine.equals("local")
        ? new DeltaTableStore(Storage.local()).stage(target, cells.iterator())
        : new SparkTableStore(spark, Storage.local())
            .stage(target, TestingRows.dataset(spark, SCHEMA, cells));
  }

  private static RowRange range(LocalDate day) {
    return new RowRange.Between("day", day, day.plusDays(1));
  }

  private List<Score> read() {
    TableState state =
        new DeltaCatalog(Storage.local()).latest(temp.resolve("scores").toUri()).orElseThrow();
    List<Score> rows = new ArrayList<>();
    PinnedRead all =
        new PinnedRead(
            "scores", state.location(), state.tableId(), state.version(), RowRange.all(), SCHEMA);
    try (var cells = new DeltaReader(Storage.local()).read(all)) {
      cells.forEachRemaining(each -> rows.add(SCHEMA.row(each)));
    }
    return rows;
  }

  @ParameterizedTest(name = "{0} after {1}, new table: {2}")
  @CsvSource({
    "local, spark, false",
    "spark, local, false",
    "local, spark, true",
    "spark, local, true",
  })
  void ofTwoReplacementsOfOneEmptyDayOneWins(String mine, String theirs, boolean fresh) {
    Score before = new Score(ONE.minusDays(1), "before");
    if (!fresh) {
      stage(theirs, "r0", Writes.REPLACE, before.day(), before).commit();
    }
    StagedWrite second = stage(mine, "r1", Writes.REPLACE, ONE, new Score(ONE, mine));
    StagedWrite first = stage(theirs, "r2", Writes.REPLACE, ONE, new Score(ONE, theirs));
    first.commit();

    assertThatThrownBy(second::commit)
        .isInstanceOfSatisfying(
            TableException.class, e -> assertThat(e.kind()).isEqualTo(TableException.Kind.CONFLICT))
        .hasMessageContaining("scores");
    second.discard();

    Score won = new Score(ONE, theirs);
    assertThat(read())
        .containsExactlyInAnyOrderElementsOf(fresh ? List.of(won) : List.of(before, won));
  }

  @ParameterizedTest(name = "{0} after {1}, new table: {2}")
  @CsvSource({
    "local, spark, false",
    "spark, local, false",
    "local, spark, true",
    "spark, local, true",
  })
  void replacementsOfDifferentDaysBothStand(String mine, String theirs, boolean fresh) {
    if (!fresh) {
      stage(theirs, "r0", Writes.APPEND, ONE).commit();
    }
    StagedWrite second = stage(mine, "r1", Writes.REPLACE, ONE, new Score(ONE, mine));
    Score other = new Score(ONE.plusDays(1), theirs);
    stage(theirs, "r2", Writes.REPLACE, other.day(), other).commit();
    second.commit();
    assertThat(read()).containsExactlyInAnyOrder(new Score(ONE, mine), other);
  }

  @ParameterizedTest(name = "{0} after {1}")
  @CsvSource({"local, spark", "spark, local"})
  void oneWriteByBothEnginesIsCommittedOnce(String mine, String theirs) {
    StagedWrite second = stage(mine, "r1", Writes.APPEND, ONE, new Score(ONE, "one"));
    TableVersion first = stage(theirs, "r1", Writes.APPEND, ONE, new Score(ONE, "one")).commit();
    TableVersion again = second.commit();
    assertThat(again.version()).isEqualTo(first.version());
    assertThat(again.tableId()).isEqualTo(first.tableId());
    assertThat(read()).containsExactly(new Score(ONE, "one"));
  }
}
