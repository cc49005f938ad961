package dev.plumbline.testing;

import dev.plumbline.pipeline.EvaluateStep;
import dev.plumbline.pipeline.Flow;
import dev.plumbline.pipeline.Gate;
import dev.plumbline.pipeline.Interval;
import dev.plumbline.pipeline.Metrics;
import dev.plumbline.pipeline.Model;
import dev.plumbline.pipeline.Output;
import dev.plumbline.pipeline.PipelineSource;
import dev.plumbline.pipeline.Promotion;
import dev.plumbline.pipeline.ScoreStep;
import dev.plumbline.pipeline.Table;
import dev.plumbline.pipeline.TrainStep;
import dev.plumbline.pipeline.Training;
import dev.plumbline.pipeline.Window;
import dev.plumbline.pipeline.WithStep;
import dev.plumbline.pipeline.Writes;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;

/** A pipeline with a model and intervals: waits of a day, trained, judged, scored. */
public record Waits(double bias, double most) implements PipelineSource {
  static final Table<Wait> WAITS = Table.of("waits", Wait.class).byInterval("day");
  static final Table<Guess> GUESSES = Table.of("guesses", Guess.class).byInterval("day");

  /** A wait. */
  public record Wait(LocalDate day, String desk, double minutes) {}

  /** What is known before. */
  public record Desk(String desk) {}

  /** A guess for a day. */
  public record Guess(LocalDate day, String desk, double minutes) {}

  /** Sums of errors. */
  public record Off(double sum, long rows) {}

  @Override
  public String name() {
    return "waits";
  }

  @Override
  public void define(Flow flow) {
    var waits = flow.read("read", WAITS, Window.interval());
    var model = flow.train("train", new Mean(bias), waits);
    var off = flow.evaluate("evaluate", new MeanError(), model, waits);
    var version =
        flow.register(
            "register", "waits", model, off, Gate.metric("off").atMost(most), Promotion.to("best"));
    var scored = flow.score("score", new ScoreWait(), version, waits);
    var dated = flow.applyWith("date", new Dated(), scored, flow.interval());
    flow.write("publish", dated, GUESSES, Writes.REPLACE);
  }

  /** The mean, and a bias. */
  public record Mean(double bias) implements TrainStep<Wait, Desk, Double> {
    @Override
    public Model<Desk, Double> train(Iterable<Wait> rows, Training run) {
      double sum = 0;
      int count = 0;
      for (Wait wait : rows) {
        sum += wait.minutes();
        count++;
      }
      return new MeanModel(sum / count + bias);
    }
  }

  record MeanModel(double mean) implements Model<Desk, Double> {
    @Override
    public List<Double> predict(List<Desk> rows) {
      return Collections.nCopies(rows.size(), mean);
    }
  }

  /** How far off on average. */
  public record MeanError() implements EvaluateStep<Wait, Desk, Double, Off> {
    @Override
    public Desk features(Wait row) {
      return new Desk(row.desk());
    }

    @Override
    public Off zero() {
      return new Off(0, 0);
    }

    @Override
    public Off add(Off sum, Wait row, Double prediction) {
      return new Off(sum.sum() + prediction - row.minutes(), sum.rows() + 1);
    }

    @Override
    public Off merge(Off left, Off right) {
      return new Off(left.sum() + right.sum(), left.rows() + right.rows());
    }

    @Override
    public Metrics finish(Off sum) {
      return new Metrics(
          List.of(new Metrics.Metric("off", sum.sum() / sum.rows(), Metrics.Better.LOWER)),
          List.of());
    }
  }

  /** A guess for each wait. */
  public record ScoreWait() implements ScoreStep<Wait, Desk, Double, Guess> {
    @Override
    public Desk features(Wait row) {
      return new Desk(row.desk());
    }

    @Override
    public Guess output(Wait row, Double prediction) {
      return new Guess(row.day(), row.desk(), prediction);
    }
  }

  /** Dates a guess by the run. */
  public record Dated() implements WithStep<Guess, Interval, Guess> {
    @Override
    public void apply(Guess row, Interval with, Output<? super Guess> out) {
      out.emit(new Guess(with.date(), row.desk(), row.minutes()));
    }
  }
}
