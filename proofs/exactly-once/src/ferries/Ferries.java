package ferries;

import static dev.plumbline.pipeline.Gate.metric;
import static dev.plumbline.pipeline.ModelRef.alias;

import dev.plumbline.pipeline.EvaluateStep;
import dev.plumbline.pipeline.BranchStep;
import dev.plumbline.pipeline.Expectation;
import dev.plumbline.pipeline.Flow;
import dev.plumbline.pipeline.GroupStep;
import dev.plumbline.pipeline.Interval;
import dev.plumbline.pipeline.JoinStep;
import dev.plumbline.pipeline.Metrics;
import dev.plumbline.pipeline.Output;
import dev.plumbline.pipeline.PipelineSource;
import dev.plumbline.pipeline.Promotion;
import dev.plumbline.pipeline.ScoreStep;
import dev.plumbline.pipeline.TrainStep;
import dev.plumbline.pipeline.Training;
import dev.plumbline.pipeline.Window;
import dev.plumbline.pipeline.WithStep;
import dev.plumbline.pipeline.Writes;
import dev.plumbline.steps.ingest.ReadCsv;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * A day of ferries: what came in, how late, and how late the next ones will be.
 *
 * @param merge whether the last day of each ferry is kept too, by a merge that only Spark can do
 */
public record Ferries(Path source, boolean merge) implements PipelineSource {
  public Ferries() {
    this(Path.of("crossings.csv"), false);
  }

  @Override
  public String name() {
    return "ferries";
  }

  @Override
  public void define(Flow flow) {
    var all = flow.ingest("ingest", new ReadCsv<>(Crossing.class, source));
    var today = flow.applyWith("today", new OfDay(), all, flow.interval());
    var berths = flow.read("berths", Tables.BERTHS, Window.all());
    var fitting = flow.join("fit", new Fit(), today, berths);
    var sides = flow.branch("sides", new Sides(), fitting);
    flow.write(
        "replace-crossings",
        sides.first(),
        Tables.CROSSINGS,
        Writes.REPLACE,
        Expectation.atLeastRows(1));
    flow.write("append-journal", sides.second(), Tables.JOURNAL, Writes.APPEND);
    var days = flow.group("daily", new SumUp(), sides.first());
    flow.write("replace-days", days, Tables.DAYS, Writes.REPLACE);
    if (merge) {
      flow.write("merge-last", days, Tables.LAST, Writes.mergeBy("ferry"));
    }

    var model = flow.train("train", new TrainMean(20), sides.first());
    var found = flow.evaluate("evaluate", new AbsoluteError(), model, sides.first());
    var better = metric("error").atMost(60).and(metric("error").notWorseThan(alias("champion"), 50));
    var version =
        flow.register("register", "lateness", model, found, better, Promotion.to("champion"));
    flow.register(
        "register-strict", "strict", model, found, metric("error").atMost(0), Promotion.none());
    var scores = flow.score("score", new Expect(), version, sides.first());
    flow.write("replace-scores", scores, Tables.SCORES, Writes.REPLACE);
  }

  /** The crossings of the run's day. */
  public record OfDay() implements WithStep<Crossing, Interval, Crossing> {
    @Override
    public void apply(Crossing row, Interval interval, Output<? super Crossing> out) {
      if (interval.contains(row.day())) {
        out.emit(row);
      }
    }
  }

  /** Those whose berth is known. */
  public record Fit() implements JoinStep<String, Crossing, Berth, Crossing> {
    @Override
    public String left(Crossing row) {
      return row.berth();
    }

    @Override
    public String right(Berth row) {
      return row.berth();
    }

    @Override
    public void join(Crossing row, Optional<Berth> berth, Output<? super Crossing> out) {
      if (berth.isPresent()) {
        out.emit(row);
      }
    }
  }

  /** All of them, and those that carried cars. */
  public record Sides() implements BranchStep<Crossing, Crossing, Crossing> {
    @Override
    public void apply(
        Crossing row, Output<? super Crossing> all, Output<? super Crossing> loaded) {
      all.emit(row);
      if (row.cars() > 0) {
        loaded.emit(row);
      }
    }
  }

  /** A ferry and a day. */
  public record Key(LocalDate day, String ferry) {}

  /** Cars and mean lateness. */
  public record SumUp() implements GroupStep<Key, Crossing, FerryDay> {
    @Override
    public Key key(Crossing row) {
      return new Key(row.day(), row.ferry());
    }

    @Override
    public void apply(Key key, Iterator<Crossing> rows, Output<? super FerryDay> out) {
      long cars = 0;
      long late = 0; // in thousandths: the order of rows is nobody's
      long count = 0;
      while (rows.hasNext()) {
        Crossing row = rows.next();
        cars += row.cars();
        late += Math.round(row.late() * 1000);
        count++;
      }
      out.emit(new FerryDay(key.day(), key.ferry(), cars, late / (1000.0 * count)));
    }
  }

  /** The mean lateness, found in some rounds, each of which is a point of the metric's history. */
  public record TrainMean(int rounds) implements TrainStep<Crossing, Crossing, Double> {
    @Override
    public MeanModel train(Iterable<Crossing> rows, Training run) {
      long sum = 0;
      long count = 0;
      for (Crossing row : rows) {
        sum += Math.round(row.late() * 1000);
        count++;
      }
      double mean = sum / (1000.0 * count);
      for (int round = 1; round <= rounds; round++) {
        run.metric("distance", round, mean / (1L << round));
      }
      return new MeanModel(mean);
    }
  }

  /** A sum of errors. */
  public record Sum(long thousandths, long rows) {}

  /** The mean absolute error. */
  public record AbsoluteError() implements EvaluateStep<Crossing, Crossing, Double, Sum> {
    @Override
    public Crossing features(Crossing row) {
      return row;
    }

    @Override
    public Sum zero() {
      return new Sum(0, 0);
    }

    @Override
    public Sum add(Sum sum, Crossing row, Double expected) {
      long error = Math.round(Math.abs(row.late() - expected) * 1000);
      return new Sum(sum.thousandths() + error, sum.rows() + 1);
    }

    @Override
    public Sum merge(Sum left, Sum right) {
      return new Sum(left.thousandths() + right.thousandths(), left.rows() + right.rows());
    }

    @Override
    public Metrics finish(Sum sum) {
      double error = sum.thousandths() / (1000.0 * sum.rows());
      return new Metrics(
          List.of(
              new Metrics.Metric("error", error, Metrics.Better.LOWER),
              new Metrics.Metric("rows-judged", sum.rows(), Metrics.Better.NEITHER)),
          List.of(new Metrics.Attachment("error.txt", error + "\n")));
    }
  }

  /** What the model says. */
  public record Expect() implements ScoreStep<Crossing, Crossing, Double, Score> {
    @Override
    public Crossing features(Crossing row) {
      return row;
    }

    @Override
    public Score output(Crossing row, Double expected) {
      return new Score(row.day(), row.ferry(), expected);
    }
  }
}
