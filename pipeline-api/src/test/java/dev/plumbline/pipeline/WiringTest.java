package dev.plumbline.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong wiring is an error of javac; the same line wired rightly is none. */
class WiringTest {
  private static final String STEPS =
      """
      import dev.plumbline.pipeline.*;
      import java.util.*;
      public class Snippet {
        public record A(int a, String k) {}
        public record B(int b, String k) {}
        public record F(String k) {}
        public record ReadA() implements IngestStep<A> {
          public void read(Part part, Resources r, IngestOutput<? super A> out) {} }
        public record AtoB() implements RowStep<A, B> {
          public void apply(A row, Output<? super B> out) {} }
        public record BtoA() implements RowStep<B, A> {
          public void apply(B row, Output<? super A> out) {} }
        public record WithA() implements WithStep<A, Interval, A> {
          public void apply(A row, Interval with, Output<? super A> out) {} }
        public record WithF() implements WithStep<A, Lookup<String, B>, A> {
          public void apply(A row, Lookup<String, B> with, Output<? super A> out) {} }
        public record OpenA() implements OpenStep<A, A> {
          public Work<A, A> open(Resources r) { throw new UnsupportedOperationException(); } }
        public record Fork() implements BranchStep<A, A, B> {
          public void apply(A row, Output<? super A> one, Output<? super B> two) {} }
        public record GroupA() implements GroupStep<String, A, B> {
          public String key(A row) { return row.k(); }
          public void apply(String key, Iterator<A> rows, Output<? super B> out) {} }
        public record JoinAB() implements JoinStep<String, A, B, A> {
          public String left(A row) { return row.k(); }
          public String right(B row) { return row.k(); }
          public void join(A left, Optional<B> right, Output<? super A> out) {} }
        public record Count(long n) {}
        public record CountA() implements FoldStep<A, Count, Count> {
          public Count zero() { return new Count(0); }
          public Count add(Count s, A row) { return s; }
          public Count merge(Count l, Count r) { return l; }
          public Count finish(Count s) { return s; } }
        public record WithCount() implements WithStep<A, Count, A> {
          public void apply(A row, Count with, Output<? super A> out) {} }
        public record TrainA() implements TrainStep<A, F, Double> {
          public Model<F, Double> train(Iterable<A> rows, Training t) { return r -> List.of(); } }
        public record Judge() implements EvaluateStep<A, F, Double, Count> {
          public F features(A row) { return new F(row.k()); }
          public Count zero() { return new Count(0); }
          public Count add(Count s, A row, Double p) { return s; }
          public Count merge(Count l, Count r) { return l; }
          public Metrics finish(Count s) { return new Metrics(List.of(), List.of()); } }
        public record JudgeText() implements EvaluateStep<A, F, String, Count> {
          public F features(A row) { return new F(row.k()); }
          public Count zero() { return new Count(0); }
          public Count add(Count s, A row, String p) { return s; }
          public Count merge(Count l, Count r) { return l; }
          public Metrics finish(Count s) { return new Metrics(List.of(), List.of()); } }
        public record ScoreA() implements ScoreStep<A, F, Double, B> {
          public F features(A row) { return new F(row.k()); }
          public B output(A row, Double p) { return new B(1, row.k()); } }
        public record ScoreByK() implements ScoreStep<A, String, Double, B> {
          public String features(A row) { return row.k(); }
          public B output(A row, Double p) { return new B(1, row.k()); } }
        static final Table<A> TA = Table.of("a", A.class);
        static final Table<B> TB = Table.of("b", B.class);
        static void define(Flow flow, Dataset<A> as, Dataset<B> bs, Value<Model<F, Double>> model,
            Value<Metrics> found, Value<Count> count) {
          %s
        }
      }
      """;

  @TempDir Path out;

  private java.util.List<String> errors(String line) {
    return TestingCompiler.compile(out, STEPS.formatted(line));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ingest | Dataset<A> x = flow.ingest("x", new ReadA()); | Dataset<B> x = flow.ingest("x", new ReadA());
          read | Dataset<A> x = flow.read("x", TA, Window.all()); | Dataset<B> x = flow.read("x", TA, Window.all());
          apply | flow.apply("x", new AtoB(), as); | flow.apply("x", new BtoA(), as);
          apply's rows | flow.apply("y", new BtoA(), flow.apply("x", new AtoB(), as)); | flow.apply("y", new AtoB(), flow.apply("x", new AtoB(), as));
          apply a lambda | flow.apply("x", new AtoB(), as); | flow.apply("x", (A row, Output<? super B> o) -> {}, as);
          with the interval | flow.applyWith("x", new WithA(), as, flow.interval()); | flow.applyWith("x", new WithA(), as, count);
          with a fold | flow.applyWith("x", new WithCount(), as, count); | flow.applyWith("x", new WithCount(), as, flow.interval());
          with a lookup | flow.applyWith("x", new WithF(), as, flow.lookup("l", Column.of("k", String.class), bs)); | flow.applyWith("x", new WithF(), as, flow.lookup("l", Column.of("b", Integer.class), bs));
          open | flow.applyOpen("x", new OpenA(), as); | flow.applyOpen("x", new OpenA(), bs);
          branch | Dataset<B> x = flow.branch("x", new Fork(), as).second(); | Dataset<B> x = flow.branch("x", new Fork(), as).first();
          group | flow.group("x", new GroupA(), as); | flow.group("x", new GroupA(), bs);
          join | flow.join("x", new JoinAB(), as, bs); | flow.join("x", new JoinAB(), bs, as);
          fold | Value<Count> x = flow.fold("x", new CountA(), as); | Value<Count> x = flow.fold("x", new CountA(), bs);
          lookup | flow.lookup("x", Column.of("k", String.class), bs); | Value<Lookup<Integer, B>> x = flow.lookup("x", Column.of("k", String.class), bs);
          split | Parts<A> x = flow.split("x", Splitter.byKey(0.2, 1, "k"), as); | Parts<B> x = flow.split("x", Splitter.byKey(0.2, 1, "k"), as);
          train | flow.train("x", new TrainA(), as); | flow.train("x", new TrainA(), bs);
          train's model | Value<Model<F, Double>> x = flow.train("x", new TrainA(), as); | Value<Model<F, String>> x = flow.train("x", new TrainA(), as);
          evaluate | flow.evaluate("x", new Judge(), model, as); | flow.evaluate("x", new Judge(), model, bs);
          evaluate's prediction | flow.evaluate("x", new Judge(), model, as); | flow.evaluate("x", new JudgeText(), model, as);
          evaluate no model | flow.evaluate("x", new Judge(), model, as); | flow.evaluate("x", new Judge(), count, as);
          register | flow.register("x", "m", model, found, Gate.always(), Promotion.none()); | flow.register("x", "m", found, model, Gate.always(), Promotion.none());
          register a version | flow.register("x", "m", model, found, Gate.always(), Promotion.none()); | flow.register("x", "m", flow.registered("r", "m", ModelRef.number(1), F.class, Double.class), found, Gate.always(), Promotion.none());
          registered | flow.score("x", new ScoreA(), flow.registered("r", "m", ModelRef.number(1), F.class, Double.class), as); | flow.score("x", new ScoreA(), flow.registered("r", "m", ModelRef.number(1), F.class, String.class), as);
          score | flow.score("x", new ScoreA(), model, as); | flow.score("x", new ScoreA(), model, bs);
          score's features | flow.score("x", new ScoreA(), model, as); | flow.score("x", new ScoreByK(), model, as);
          write | flow.write("x", as, TA, Writes.REPLACE); | flow.write("x", as, TB, Writes.REPLACE);
          """)
  void wrongWiringIsAnErrorOfJavac(String verb, String right, String wrong) {
    assertThat(errors(right)).as("rightly wired " + verb).isEmpty();
    assertThat(errors(wrong)).as("wrongly wired " + verb).isNotEmpty();
  }

  @Test
  void aStepOfAKindThatDoesNotExistCannotBeMade() {
    assertThat(
            TestingCompiler.compile(
                out,
                """
                import dev.plumbline.pipeline.*;
                public record Snippet() implements Step {}
                """))
        .isNotEmpty();
  }

  @Test
  void aStepWithItsRecordsTakesAtMostEightLines() {
    String step =
        """
        public record Trip(String carrier, int delay) {}
        public record Late(String carrier, int minutes) {}
        public record LateTrips(int minutes) implements RowStep<Trip, Late> {
          public void apply(Trip trip, Output<? super Late> out) {
            if (trip.delay() > minutes) out.emit(new Late(trip.carrier(), trip.delay()));
          }
        }
        """;
    String snippet =
        "import dev.plumbline.pipeline.*;\npublic class Snippet {\n"
            + step.replace("public record", "public record")
            + """
          static Dataset<Late> use(Flow flow, Dataset<Trip> trips) {
            return flow.apply("late", new LateTrips(15), trips);
          }
        }
        """;
    assertThat(TestingCompiler.compile(out, snippet)).isEmpty();
    assertThat(step.lines()).hasSizeLessThanOrEqualTo(8);
  }
}
