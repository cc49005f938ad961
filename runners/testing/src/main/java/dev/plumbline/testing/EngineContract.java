package dev.plumbline.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.plumbline.pipeline.Grain;
import dev.plumbline.pipeline.Interval;
import dev.plumbline.pipeline.Labelled;
import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.Port;
import dev.plumbline.pipeline.Splitter;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.pipeline.schema.Types;
import dev.plumbline.pipeline.schema.ValueException;
import dev.plumbline.runner.engine.BoundValue;
import dev.plumbline.runner.engine.Engine;
import dev.plumbline.runner.engine.RowPlan;
import dev.plumbline.runner.engine.StepFailure;
import dev.plumbline.runner.value.SplitMembership;
import dev.plumbline.testing.EngineContractSteps.Beside;
import dev.plumbline.testing.EngineContractSteps.Named;
import dev.plumbline.testing.EngineContractSteps.Pair;
import dev.plumbline.testing.EngineContractSteps.Scored;
import dev.plumbline.testing.EngineContractSteps.Seeded;
import dev.plumbline.testing.EngineContractSteps.Total;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Engine} keeps: for random rows of every field type, each kind of plan gives the
 * rows that plain Java gives. An implementer extends it and opens an engine.
 */
public abstract class EngineContract extends KeyedRowsContract {
  @Test
  void rowsOfEveryTypeComeThroughUnchanged() {
    assertThat(this.<AllTypes>collect(SOURCE_PLAN))
        .containsExactlyInAnyOrderElementsOf(SOURCE.all());
    RowPlan twice = apply("twice", new EngineContractSteps.Repeat(2), ROWS);
    List<AllTypes> expected = new ArrayList<>(SOURCE.all());
    expected.addAll(SOURCE.all());
    assertThat(this.<AllTypes>collect(twice)).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(told.rows).containsEntry("in", 450L).containsEntry("twice", 900L);
  }

  @Test
  void aStepMayEmitNothing() {
    assertThat(collect(apply("none", new EngineContractSteps.Repeat(0), ROWS))).isEmpty();
    assertThat(told.rows).containsEntry("none", 0L);
  }

  @Test
  void rowsMayBeOfGenericRecords() {
    Schema<?> schema =
        Schema.of(Types.parameterized(Labelled.class, AllTypes.Place.class, Boolean.class));
    List<Labelled<AllTypes.Place, Boolean>> expected =
        map(SOURCE.all(), r -> new Labelled<>(r.place(), r.maybeFlag()));
    assertThat(
            this.<Labelled<AllTypes.Place, Boolean>>collect(
                apply("label", new EngineContractSteps.Label(), schema)))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void stepsFollowOneAnother() {
    RowPlan twice = apply("twice", new EngineContractSteps.Repeat(2), ROWS);
    Node.Apply again =
        new Node.Apply("again", new EngineContractSteps.Repeat(1), Port.out("twice"), ROWS);
    Schema<?> labels =
        Schema.of(Types.parameterized(Labelled.class, AllTypes.Place.class, Boolean.class));
    Node.Apply label =
        new Node.Apply("label", new EngineContractSteps.Label(), Port.out("again"), labels);
    RowPlan plan = RowPlan.Step.out(label, RowPlan.Step.out(again, twice));
    assertThat(collect(plan)).hasSize(900);
    assertThat(told.rows).containsEntry("again", 900L).containsEntry("label", 900L);
  }

  @Test
  void anIntervalIsGivenBeside() {
    Interval day = Grain.DAY.startingOn(LocalDate.of(2001, 6, 1), ZoneId.of("America/Chicago"));
    Node.ApplyWith node =
        new Node.ApplyWith(
            "with", new EngineContractSteps.WithInterval(), IN, IN, Schema.of(Beside.class));
    assertThat(
            this.<Beside>collect(
                new RowPlan.With(node, SOURCE_PLAN, new BoundValue.OfInterval(day))))
        .containsExactlyInAnyOrderElementsOf(
            map(SOURCE.all(), r -> new Beside(r.count(), day.toString())));
  }

  @Test
  void aRecordIsGivenBeside() {
    Total total = new Total(1, 2, List.of("é", "x"));
    Node.ApplyWith node =
        new Node.ApplyWith(
            "with", new EngineContractSteps.WithRecord(), IN, IN, Schema.of(Beside.class));
    assertThat(
            this.<Beside>collect(
                new RowPlan.With(node, SOURCE_PLAN, new BoundValue.OfRecord(total))))
        .containsExactlyInAnyOrderElementsOf(
            map(SOURCE.all(), r -> new Beside(r.count(), total.toString())));
  }

  @Test
  void aLookupIsGivenBeside() {
    Schema<Named> schema = Schema.of(Named.class);
    List<Object[]> rows =
        List.of(
            schema.cells(new Named(AllTypes.Color.RED, "rot")),
            schema.cells(new Named(AllTypes.Color.BLUE, "blau")));
    Node.ApplyWith node =
        new Node.ApplyWith(
            "with", new EngineContractSteps.WithLookup(), IN, IN, Schema.of(Beside.class));
    RowPlan plan =
        new RowPlan.With(node, SOURCE_PLAN, new BoundValue.OfLookup(schema, "color", rows));
    Map<AllTypes.Color, String> names =
        Map.of(AllTypes.Color.RED, "rot", AllTypes.Color.BLUE, "blau");
    assertThat(this.<Beside>collect(plan))
        .containsExactlyInAnyOrderElementsOf(
            map(
                SOURCE.all(),
                r ->
                    new Beside(
                        r.count(),
                        r.color() == null
                            ? "none of 2"
                            : names.getOrDefault(r.color(), "none of 2"))));
  }

  @Test
  void whatIsOpenedIsClosed() throws IOException {
    Files.createDirectories(temp.resolve("opened"));
    Node.ApplyOpen node =
        new Node.ApplyOpen("open", new EngineContractSteps.Opened("opened"), IN, ROWS);
    assertThat(this.<AllTypes>collect(RowPlan.Step.out(node, SOURCE_PLAN)))
        .containsExactlyInAnyOrderElementsOf(SOURCE.all());
    assertThat(left("opened-")).isPositive().isEqualTo(left("closed-"));
  }

  private long left(String prefix) throws IOException {
    try (Stream<Path> files = Files.list(temp.resolve("opened"))) {
      return files.filter(f -> f.getFileName().toString().startsWith(prefix)).count();
    }
  }

  @Test
  void aBranchHasTwoOutputs() {
    Node.Branch node =
        new Node.Branch("fork", new EngineContractSteps.Fork(), IN, ROWS, Schema.of(Beside.class));
    assertThat(
            this.<AllTypes>collect(new RowPlan.Step(node, Node.Branch.FIRST, List.of(SOURCE_PLAN))))
        .containsExactlyInAnyOrderElementsOf(SOURCE.all().stream().filter(AllTypes::flag).toList());
    assertThat(
            this.<Beside>collect(new RowPlan.Step(node, Node.Branch.SECOND, List.of(SOURCE_PLAN))))
        .containsExactlyInAnyOrderElementsOf(
            SOURCE.all().stream()
                .filter(r -> !r.flag())
                .map(r -> new Beside(r.count(), r.text()))
                .toList());
  }

  @Test
  void aSplitDependsOnTheRowAlone() {
    split(Splitter.byKey(0.3, 5, "color", "place.name"));
    split(Splitter.byTime("day", LocalDate.of(2001, 4, 1)));
    split(Splitter.byTime("at", LocalDate.of(2001, 4, 1)));
  }

  private void split(Splitter by) {
    SplitMembership membership = SplitMembership.of(by, ROWS);
    Node.Split node = new Node.Split("split", by, IN, ROWS);
    for (var side : List.of(SplitMembership.Side.TRAIN, SplitMembership.Side.TEST)) {
      String port = side == SplitMembership.Side.TRAIN ? Node.Split.TRAIN : Node.Split.TEST;
      List<AllTypes> expected =
          SOURCE.all().stream().filter(r -> membership.side(r) == side).toList();
      assertThat(expected).isNotEmpty();
      assertThat(this.<AllTypes>collect(new RowPlan.Step(node, port, List.of(SOURCE_PLAN))))
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void sharedRowsAreTheSameForEveryUser() throws IOException {
    Node.Split node = new Node.Split("split", Splitter.byKey(0.3, 5, "place.name"), IN, ROWS);
    RowPlan train = new RowPlan.Step(node, Node.Split.TRAIN, List.of(SOURCE_PLAN));
    RowPlan test = new RowPlan.Step(node, Node.Split.TEST, List.of(SOURCE_PLAN));
    List<AllTypes> training = collect(train);
    List<AllTypes> testing = collect(test);
    try (Engine engine = open(given.services())) {
      assertShared(engine, new RowPlan.Shared(train, 1), training);
      assertShared(engine, new RowPlan.Shared(test, 2), testing);
      // Below another step, and for another action than the first.
      Node.Apply apply = new Node.Apply("apply", new EngineContractSteps.Repeat(1), IN, ROWS);
      RowPlan applied = RowPlan.Step.out(apply, new RowPlan.Shared(test, 2));
      assertThat(this.<AllTypes>collect(engine, applied)).containsExactlyElementsOf(testing);
      assertShared(engine, new RowPlan.Shared(SOURCE_PLAN, 2), SOURCE.all());
      assertShared(engine, new RowPlan.Shared(SOURCE_PLAN, 2), SOURCE.all());
    }
    nothingIsLeftBehind();
  }

  /** The counts are told to each action, as if it had computed the rows itself. */
  private void assertShared(Engine engine, RowPlan shared, List<AllTypes> expected) {
    told = new EngineContractServices.Told();
    assertThat(this.<AllTypes>collect(engine, shared)).containsExactlyElementsOf(expected);
    assertThat(told.rows).containsEntry("in", 450L);
    assertThat(told.rows).containsKey(shared.step());
  }

  @Test
  void aModelScoresEveryRow() throws IOException {
    Node.Score node =
        new Node.Score(
            "score",
            new EngineContractSteps.Score(),
            IN,
            IN,
            EngineContractSteps.Seen.class,
            Long.class,
            Schema.of(Scored.class));
    assertThat(this.<Scored>collect(new RowPlan.Scored(node, SOURCE_PLAN, given.model(3))))
        .containsExactlyInAnyOrderElementsOf(
            map(SOURCE.all(), r -> new Scored(r.id(), 3L * r.count())));
  }

  @Test
  void foldsAndEvaluationsSumUp() throws IOException {
    var sum = new EngineContractSteps.Sum();
    Node.Fold fold = new Node.Fold("fold", sum, IN, Total.class, Total.class);
    Total expected = sum.zero();
    long predicted = 0;
    for (AllTypes row : SOURCE.all()) {
      expected = sum.add(expected, row);
      predicted += 2L * row.count();
    }
    Node.Evaluate evaluate =
        new Node.Evaluate(
            "judge",
            new EngineContractSteps.Judge(),
            IN,
            IN,
            EngineContractSteps.Seen.class,
            Long.class,
            Total.class);
    try (Engine engine = open(given.services())) {
      assertThat(engine.fold(SOURCE_PLAN, fold, told)).isEqualTo(sum.finish(expected));
      assertThat(
              engine.evaluate(SOURCE_PLAN, evaluate, given.model(2), Schema.of(Total.class), told))
          .isEqualTo(new Total(450, predicted, List.of()));
      RowPlan none = apply("none", new EngineContractSteps.Repeat(0), ROWS);
      assertThat(engine.fold(none, fold, told)).isEqualTo(new Total(0, 0, List.of()));
    }
  }

  @Test
  void aFailingStepIsNamedWithItsOwnWords() {
    RowPlan plan = apply("fragile", new EngineContractSteps.Fail("no such airport"), ROWS);
    Throwable thrown = catchThrowable(() -> collect(plan));
    assertThat(thrown).isInstanceOf(StepFailure.class);
    assertThat(((StepFailure) thrown).step()).isEqualTo("fragile");
    assertThat(thrown.getCause())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no such airport");
  }

  @Test
  void whatNoTableHoldsIsRefused() {
    RowPlan plan =
        apply(
            "fine", new EngineContractSteps.TooFine(), Schema.of(EngineContractSteps.Moment.class));
    assertThatThrownBy(() -> collect(plan))
        .isInstanceOf(StepFailure.class)
        .hasMessageContaining("fine")
        .hasMessageContaining("field at")
        .hasCauseInstanceOf(ValueException.class);
    assertThatThrownBy(() -> collect(apply("void", new EngineContractSteps.EmitNull(), ROWS)))
        .isInstanceOf(StepFailure.class)
        .hasMessageContaining("void")
        .hasMessageContaining("null");
  }

  @Test
  void rejectedRowsAreCountedAndSampled() {
    assertThat(collect(ingest(new Seeded(7, 150, 3, true)))).hasSize(450);
    assertThat(told.rejected).containsExactly(Map.entry("in", 6L));
    assertThat(told.samples).contains("part-0 row 1: it is bad").hasSize(6);
  }

  @Test
  protected void rowsComeInTheSameOrderAgain() {
    Node.Join join =
        new Node.Join(
            "join",
            new EngineContractSteps.OnTwo(),
            IN,
            IN,
            EngineContractSteps.TwoParts.class,
            Schema.of(Pair.class));
    RowPlan plan = RowPlan.Step.out(join, SOURCE_PLAN, SOURCE_PLAN);
    List<Pair> first = collect(plan);
    assertThat(this.<Pair>collect(plan)).containsExactlyElementsOf(first);
    assertThat(this.<AllTypes>collect(SOURCE_PLAN)).containsExactlyElementsOf(SOURCE.all());
  }

  @Test
  void anInterruptCancels() throws Exception {
    Path started = temp.resolve("started");
    RowPlan plan = apply("slow", new EngineContractSteps.Slow(started.toString()), ROWS);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    CountDownLatch ended = new CountDownLatch(1);
    Thread caller =
        new Thread(
            () -> {
              thrown.set(catchThrowable(() -> collect(plan)));
              ended.countDown();
            });
    caller.start();
    while (!Files.exists(started) && caller.isAlive()) {
      Thread.onSpinWait();
    }
    caller.interrupt();
    // Unhindered it would take 150 rows of 100 ms on each of its threads.
    assertThat(ended.await(10, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    assertThat(thrown.get()).isNotNull();
  }

  @Test
  void nothingIsLeftBehind() throws IOException {
    collect(SOURCE_PLAN);
    Path scratch = temp.resolve("scratch");
    List<Path> files = Files.exists(scratch) ? filesIn(scratch) : Collections.emptyList();
    assertThat(files).isEmpty();
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
