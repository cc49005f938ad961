package dev.plumbline.runner.run;

import dev.plumbline.pipeline.EvaluateStep;
import dev.plumbline.pipeline.Flow;
import dev.plumbline.pipeline.Gate;
import dev.plumbline.pipeline.Labelled;
import dev.plumbline.pipeline.Metrics;
import dev.plumbline.pipeline.Model;
import dev.plumbline.pipeline.ModelRef;
import dev.plumbline.pipeline.Output;
import dev.plumbline.pipeline.PipelineSource;
import dev.plumbline.pipeline.Promotion;
import dev.plumbline.pipeline.RowStep;
import dev.plumbline.pipeline.ScoreStep;
import dev.plumbline.pipeline.Splitter;
import dev.plumbline.pipeline.Table;
import dev.plumbline.pipeline.TrainStep;
import dev.plumbline.pipeline.Training;
import dev.plumbline.pipeline.Window;
import dev.plumbline.pipeline.Writes;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;

/** A model that is a mean, trained, judged and scored: small enough to compute by hand. */
public final class TestingDelays {
  /** The model's name. */
  public static final String MODEL = "delay";

  /** Input. */
  public static final Table<Trip> TRIPS = Table.of("trips", Trip.class).byInterval("day");

  /** Output of the training pipeline. */
  public static final Table<Score> SCORES = Table.of("scores", Score.class);

  /** Output of the nightly pipeline. */
  public static final Table<Score> NIGHTLY = Table.of("nightly", Score.class).byInterval("day");

  private static final LocalDate TEST_DAY = LocalDate.of(2001, 6, 2);

  private TestingDelays() {}

  /** A flight. */
  public record Trip(LocalDate day, String carrier, int delay) {}

  /** What is known before it. */
  public record Features(LocalDate day, String carrier) {}

  /** What is predicted. */
  public record Score(LocalDate day, String carrier, double minutes) {}

  /** The training pipeline; the smaller the bias, the better the model. */
  public record Train(int minutes, double bias, double most) implements PipelineSource {
    public Train() {
      this(0, 0, 1_000);
    }

    @Override
    public String name() {
      return "delays";
    }

    @Override
    public void define(Flow flow) {
      var trips = flow.read("trips", TRIPS, Window.all());
      var examples = flow.apply("label", new Label(minutes), trips);
      var parts = flow.split("split", Splitter.byTime("features.day", TEST_DAY), examples);
      var model = flow.train("train", new Mean(bias), parts.train());
      var found = flow.evaluate("evaluate", new Errors(), model, parts.test());
      Gate gate =
          Gate.metric("mae")
              .atMost(most)
              .and(Gate.metric("mae").notWorseThan(ModelRef.alias("champion")));
      var version = flow.register("register", MODEL, model, found, gate, Promotion.to("champion"));
      flow.write(
          "publish", flow.score("score", new ScoreTrip(), version, trips), SCORES, Writes.REPLACE);
    }
  }

  /** Scores a day by the champion. */
  public record Nightly() implements PipelineSource {
    @Override
    public String name() {
      return "nightly";
    }

    @Override
    public void define(Flow flow) {
      var trips = flow.read("trips", TRIPS, Window.interval());
      var champion =
          flow.registered(
              "champion", MODEL, ModelRef.alias("champion"), Features.class, Double.class);
      flow.write(
          "publish",
          flow.score("score", new ScoreTrip(), champion, trips),
          NIGHTLY,
          Writes.REPLACE);
    }
  }

  /** Trains, and scores tonight by whatever is champion. */
  public record Both(double bias) implements PipelineSource {
    @Override
    public String name() {
      return "both";
    }

    @Override
    public void define(Flow flow) {
      new Train(0, bias, 1_000).define(flow);
      var trips = flow.read("tonight", TRIPS, Window.all());
      var champion =
          flow.registered(
              "champion", MODEL, ModelRef.alias("champion"), Features.class, Double.class);
      flow.write(
          "send", flow.score("rate", new ScoreTrip(), champion, trips), NIGHTLY, Writes.REPLACE);
    }
  }

  /** How much later than allowed. */
  public record Label(int minutes) implements RowStep<Trip, Labelled<Features, Double>> {
    @Override
    public void apply(Trip trip, Output<? super Labelled<Features, Double>> out) {
      out.emit(
          new Labelled<>(
              new Features(trip.day(), trip.carrier()), (double) trip.delay() - minutes));
    }
  }

  /** The mean of all labels, and a bias. */
  public record Mean(double bias)
      implements TrainStep<Labelled<Features, Double>, Features, Double> {
    @Override
    public Model<Features, Double> train(Iterable<Labelled<Features, Double>> rows, Training run) {
      double sum = 0;
      int count = 0;
      for (Labelled<Features, Double> row : rows) {
        sum += row.label();
        run.metric("sum", count++, sum);
      }
      return new MeanModel(sum / count + bias);
    }
  }

  record MeanModel(double mean) implements Model<Features, Double> {
    @Override
    public List<Double> predict(List<Features> rows) {
      return Collections.nCopies(rows.size(), mean);
    }
  }

  /** What {@link Errors} sums up. */
  public record ErrorSum(double sum, long rows) {}

  /** The mean absolute error. */
  public record Errors()
      implements EvaluateStep<Labelled<Features, Double>, Features, Double, ErrorSum> {
    @Override
    public Features features(Labelled<Features, Double> row) {
      return row.features();
    }

    @Override
    public ErrorSum zero() {
      return new ErrorSum(0, 0);
    }

    @Override
    public ErrorSum add(ErrorSum sum, Labelled<Features, Double> row, Double prediction) {
      return new ErrorSum(sum.sum() + Math.abs(row.label() - prediction), sum.rows() + 1);
    }

    @Override
    public ErrorSum merge(ErrorSum left, ErrorSum right) {
      return new ErrorSum(left.sum() + right.sum(), left.rows() + right.rows());
    }

    @Override
    public Metrics finish(ErrorSum sum) {
      return new Metrics(
          List.of(new Metrics.Metric("mae", sum.sum() / sum.rows(), Metrics.Better.LOWER)),
          List.of(new Metrics.Attachment("errors.txt", sum.toString())));
    }
  }

  /** A trip with its prediction. */
  public record ScoreTrip() implements ScoreStep<Trip, Features, Double, Score> {
    @Override
    public Features features(Trip trip) {
      return new Features(trip.day(), trip.carrier());
    }

    @Override
    public Score output(Trip trip, Double prediction) {
      return new Score(trip.day(), trip.carrier(), prediction);
    }
  }
}
