package dev.plumbline.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plumbline.pipeline.IngestOutput;
import dev.plumbline.pipeline.IngestStep;
import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.ParquetFiles;
import dev.plumbline.pipeline.Port;
import dev.plumbline.pipeline.Resources;
import dev.plumbline.pipeline.Writes;
import dev.plumbline.pipeline.event.TableVersion;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.engine.Engine;
import dev.plumbline.runner.engine.EngineServices;
import dev.plumbline.runner.engine.LocalRows;
import dev.plumbline.runner.engine.RowPlan;
import dev.plumbline.runner.engine.StepFailure;
import dev.plumbline.runner.table.PinnedRead;
import dev.plumbline.runner.table.RowRange;
import dev.plumbline.runner.table.StagedWrite;
import dev.plumbline.runner.table.TableException;
import dev.plumbline.runner.table.WriteTarget;
import dev.plumbline.testing.RandomRows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine between tables: pinned reads, Parquet sources, native steps, their audit. */
public final class SparkTablesTest {
  /** A row of most tests. */
  public record Trip(LocalDate day, long id, Integer delay) {}

  /** The same with a primitive where the table may hold null. */
  public record Strict(LocalDate day, long id, int delay) {}

  /** A part of it, with a column that the table lacks. */
  public record Gate(long id, Double gate) {}

  private static final LocalDate ONE = LocalDate.of(2001, 6, 1);
  private static final Port IN = Port.out("in");

  @TempDir Path temp;
  private final Told told = new Told();
  private SparkSession spark;
  private Engine engine;

  @BeforeEach
  void open() {
    spark = TestingSession.get();
    engine =
        new SparkEngineFactory()
            .open(
                Map.of(),
                new EngineServices(
                    TestingSession.NONE,
                    TestingSession.NO_MODELS,
                    temp.resolve("scratch"),
                    temp,
                    2));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  /** Ids from a range, one day for each, every fifth delay null. */
  public record Numbers(long from, long to) implements IngestStep<Trip> {
    @Override
    public void read(Part part, Resources resources, IngestOutput<? super Trip> out) {
      trips(from, to).forEach(out::emit);
    }
  }

  private static List<Trip> trips(long from, long to) {
    return LongStream.range(from, to)
        .mapToObj(i -> new Trip(ONE.plusDays(i), i, i % 5 == 0 ? null : (int) i))
        .toList();
  }

  private static RowPlan numbers(long from, long to) {
    return new RowPlan.Ingest(new Node.Ingest("in", new Numbers(from, to), Schema.of(Trip.class)));
  }

  private WriteTarget target(String transaction, Writes how, RowRange range) {
    return new WriteTarget(
        "trips",
        temp.resolve("trips").toUri(),
        Schema.of(Trip.class),
        List.of("day"),
        how,
        range,
        transaction,
        new TreeMap<>(Map.of("run", "r")));
  }

  private TableVersion write(String transaction, long from, long to) {
    return engine
        .stage(numbers(from, to), target(transaction, Writes.APPEND, RowRange.all()), told)
        .commit();
  }

  private static PinnedRead read(TableVersion version, RowRange range, Schema<?> schema) {
    return new PinnedRead(
        "trips", version.location(), version.tableId(), version.version(), range, schema);
  }

  private static RowPlan pinned(TableVersion version, Class<? extends Record> type) {
    return new RowPlan.Pinned("in", read(version, RowRange.all(), Schema.of(type)));
  }

  @SuppressWarnings("unchecked")
  private <T> List<T> collect(RowPlan plan) {
    List<T> rows = new ArrayList<>();
    Schema<T> schema = (Schema<T>) plan.schema();
    try (LocalRows local = engine.collect(plan, told)) {
      local.rows().forEach(row -> rows.add(schema.type().cast(row)));
    }
    return rows;
  }

  @Test
  void aPinnedVersionIsReadWhateverIsWrittenAfter() {
    TableVersion first = write("a", 0, 10);
    write("b", 10, 20);
    assertThat(this.<Trip>collect(pinned(first, Trip.class)))
        .containsExactlyInAnyOrderElementsOf(trips(0, 10));
    assertThat(told.reads).containsExactly("in " + first.location() + " " + first.version());
    assertThat(told.rows).containsEntry("in", 10L);
  }

  @Test
  void anIntervalIsReadAlone() {
    TableVersion version = write("a", 0, 10);
    RowRange range = new RowRange.Between("day", ONE.plusDays(3), ONE.plusDays(5));
    RowPlan plan = new RowPlan.Pinned("in", read(version, range, Schema.of(Trip.class)));
    assertThat(this.<Trip>collect(plan)).containsExactlyInAnyOrderElementsOf(trips(3, 5));
  }

  @Test
  void aColumnThatTheTableLacksIsAbsent() {
    TableVersion version = write("a", 0, 3);
    assertThat(this.<Gate>collect(pinned(version, Gate.class)))
        .containsExactlyInAnyOrder(new Gate(0, null), new Gate(1, null), new Gate(2, null));
  }

  @Test
  void nullInAPrimitiveNamesTheField() {
    TableVersion version = write("a", 0, 6);
    assertThatThrownBy(() -> collect(pinned(version, Strict.class)))
        .isInstanceOf(StepFailure.class)
        .hasMessageContaining("delay")
        .hasMessageContaining("null in a primitive");
  }

  @Test
  void anotherTableInTheSamePlaceIsGone() throws Exception {
    TableVersion version = write("a", 0, 3);
    PinnedRead other =
        new PinnedRead(
            "trips",
            version.location(),
            "another",
            version.version(),
            RowRange.all(),
            Schema.of(Trip.class));
    assertThat(kind(new RowPlan.Pinned("in", other))).isEqualTo(TableException.Kind.GONE);
    PinnedRead future =
        new PinnedRead(
            "trips",
            version.location(),
            version.tableId(),
            99,
            RowRange.all(),
            Schema.of(Trip.class));
    assertThat(kind(new RowPlan.Pinned("in", future))).isEqualTo(TableException.Kind.GONE);
    deleteDataFiles();
    assertThat(kind(pinned(version, Trip.class))).isEqualTo(TableException.Kind.GONE);
  }

  private void deleteDataFiles() throws Exception {
    try (var all = Files.walk(temp.resolve("trips"))) {
      for (Path file : all.filter(f -> f.toString().endsWith(".parquet")).toList()) {
        Files.delete(file);
      }
    }
  }

  private TableException.Kind kind(RowPlan plan) {
    return catchThrowableOfType(TableException.class, () -> collect(plan)).kind();
  }

  @Test
  void stagedRowsAreProfiledAndAFailedStepLeavesNothing() {
    StagedWrite staged =
        engine.stage(numbers(0, 10), target("a", Writes.APPEND, RowRange.all()), told);
    assertThat(staged.profile().rows()).isEqualTo(10);
    assertThat(staged.profile().column("delay").orElseThrow().nulls()).isEqualTo(2);
    TableVersion version = staged.commit();
    RowRange day = new RowRange.Between("day", ONE, ONE.plusDays(1));
    assertThatThrownBy(
            () -> engine.stage(numbers(0, 2), target("b", Writes.REPLACE, day), told).commit())
        .isInstanceOf(TableException.class)
        .hasMessageContaining("2001-06-02");
    assertThat(this.<Trip>collect(pinned(version, Trip.class))).hasSize(10);
  }

  /** A row that can hold whatever its columns do; its id is wider than the file's. */
  public record Loose(LocalDate day, Long id, String text, List<Integer> numbers) {}

  /** A row that refuses a null in its id. */
  public record Firm(long id, String text) {}

  /** A row that can refuse a text. */
  public record Lettered(Character text) {}

  /** What a file holds. */
  public record Stored(LocalDate day, Integer id, String text, List<Integer> numbers) {}

  /** Reads Parquet by the engine's reader where it may, else says so. */
  public record ParquetRows<O>(Class<O> type, Path place) implements IngestStep<O>, ParquetFiles {
    @Override
    public List<Path> files(Resources resources) {
      return List.of(place);
    }

    @Override
    public void read(Part part, Resources resources, IngestOutput<? super O> out) {
      out.reject("row 1", "the step itself was asked");
    }
  }

  @Test
  void parquetFilesAreReadByColumnsWhereNoRowCanBeRefused() {
    Schema<Stored> stored = Schema.of(Stored.class);
    Path place = temp.resolve("stored.parquet");
    List<Stored> rows = RandomRows.of(stored, 3).rows(50);
    TestingRows.dataset(spark, stored, rows.stream().map(stored::cells).toList())
        .toDF()
        .write()
        .parquet(place.toUri().toString());
    assertThat(this.<Loose>collect(parquet(Loose.class, place)))
        .containsExactlyInAnyOrderElementsOf(
            rows.stream()
                .map(
                    r ->
                        new Loose(
                            r.day(),
                            r.id() == null ? null : r.id().longValue(),
                            r.text(),
                            r.numbers()))
                .toList());
    assertThat(told.rejected).isEmpty();
    assertThat(this.<Firm>collect(parquet(Firm.class, place)))
        .containsExactlyInAnyOrderElementsOf(
            rows.stream()
                .filter(r -> r.id() != null)
                .map(r -> new Firm(r.id(), r.text()))
                .toList());
    assertThat(told.rejected)
        .hasSize((int) Math.min(10, rows.stream().filter(r -> r.id() == null).count()))
        .isNotEmpty()
        .allSatisfy(r -> assertThat(r).contains("stored.parquet", "null in id"));
    told.rejected.clear();
    assertThat(collect(parquet(Lettered.class, place))).isEmpty();
    assertThat(told.rejected).containsExactly("row 1: the step itself was asked");
  }

  private static RowPlan parquet(Class<? extends Record> type, Path place) {
    return new RowPlan.Ingest(
        new Node.Ingest("in", new ParquetRows<>(type, place), Schema.of(type)));
  }

  /** Keeps some rows, by an expression. */
  public record Even() implements SparkStep<Trip, Trip> {
    @Override
    public Dataset<Row> apply(SparkSession spark, Dataset<Row> in) {
      return in.filter(functions.expr("id % 2 = 0"));
    }
  }

  /** Keeps some rows, by a function; reads a table that nobody declared. */
  public record Odd(String undeclared) implements TypedSparkStep<Trip, Trip> {
    @Override
    public Dataset<Trip> apply(Dataset<Trip> in, Encoder<Trip> encoder) {
      LongPredicate odd = id -> id % 2 == 1;
      Dataset<Row> other = in.sparkSession().read().format("delta").load(undeclared);
      return in.filter(
              (org.apache.spark.api.java.function.FilterFunction<Trip>) t -> t.id() % 2 == 1)
          .filter(other.count() > 0 && odd.test(1) ? "true" : "false")
          .union(other.limit(0).as(encoder));
    }
  }

  /** Forgets a column. */
  public record Wrong() implements SparkStep<Trip, Trip> {
    @Override
    public Dataset<Row> apply(SparkSession spark, Dataset<Row> in) {
      return in.drop("delay").withColumn("id", functions.lit("x"));
    }
  }

  @Test
  void nativeStepsWorkOnDatasets() {
    assertThat(this.<Trip>collect(through(new Even(), numbers(0, 10))))
        .containsExactlyInAnyOrderElementsOf(
            trips(0, 10).stream().filter(t -> t.id() % 2 == 0).toList());
    assertThat(told.warnings).isEmpty();
    assertThatThrownBy(() -> collect(through(new Wrong(), numbers(0, 10))))
        .hasMessageContaining("delay")
        .hasMessageContaining("id is string");
  }

  @Test
  void whatANativeStepReadsIsTold() {
    TableVersion version = write("a", 0, 3);
    String place = temp.resolve("trips").toString();
    assertThat(this.<Trip>collect(through(new Odd(place), pinned(version, Trip.class))))
        .containsExactlyInAnyOrderElementsOf(
            trips(0, 3).stream().filter(t -> t.id() % 2 == 1).toList());
    assertThat(told.warnings).singleElement().asString().contains("trips", "unpinned");
  }

  private static RowPlan through(dev.plumbline.pipeline.NativeStep<Trip, Trip> step, RowPlan in) {
    Schema<Trip> schema = Schema.of(Trip.class);
    return RowPlan.Step.out(new Node.Through("native", step, IN, schema, schema), in);
  }
}
