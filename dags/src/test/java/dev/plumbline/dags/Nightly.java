package dev.plumbline.dags;

import dev.plumbline.pipeline.EvaluateStep;
import dev.plumbline.pipeline.Flow;
import dev.plumbline.pipeline.Gate;
import dev.plumbline.pipeline.GroupStep;
import dev.plumbline.pipeline.Metrics;
import dev.plumbline.pipeline.Model;
import dev.plumbline.pipeline.Output;
import dev.plumbline.pipeline.PipelineSource;
import dev.plumbline.pipeline.Promotion;
import dev.plumbline.pipeline.RowStep;
import dev.plumbline.pipeline.ScoreStep;
import dev.plumbline.pipeline.Table;
import dev.plumbline.pipeline.TrainStep;
import dev.plumbline.pipeline.Training;
import dev.plumbline.pipeline.Window;
import dev.plumbline.pipeline.Writes;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Iterator;

/** A pipeline of every shape that a document has to tell: it is exported, and never run. */
public record Nightly(int least, String note, ZoneId zone) implements PipelineSource {
  static final Table<Sale> SALES = Table.of("sales", Sale.class).byInterval("day");
  static final Table<Day> DAYS = Table.of("days", Day.class).byInterval("day");
  static final Table<Day> SCORES = Table.of("scores", Day.class).byInterval("day");

  /** In UTC. */
  public Nightly() {
    this(3, "", ZoneId.of("UTC"));
  }

  /** Of one sale. */
  public record Sale(LocalDate day, int cups) {}

  /** Of one day. */
  public record Day(LocalDate day, int cups) {}

  /** What the model sees. */
  public record Features(int cups) {}

  @Override
  public String name() {
    return "nightly";
  }

  @Override
  public void define(Flow flow) {
    var sales = flow.read("sales", SALES, Window.interval());
    var days = flow.group("sum", new Sum(), flow.apply("big", new Big(least), sales));
    flow.write("days", days, DAYS, Writes.REPLACE);
    var model = flow.train("train", new Guess(), days);
    var verdict = flow.evaluate("evaluate", new Judge(), model, days);
    var version =
        flow.register(
            "register",
            "cups",
            model,
            verdict,
            Gate.metric("error").atMost(2),
            Promotion.to("champion"));
    flow.write("scores", flow.score("score", new Tell(), version, days), SCORES, Writes.REPLACE);
  }

  /** Leaves out small sales. */
  public record Big(int least) implements RowStep<Sale, Sale> {
    @Override
    public void apply(Sale row, Output<? super Sale> out) {
      out.emit(row);
    }
  }

  /** Sums up days. */
  public record Sum() implements GroupStep<LocalDate, Sale, Day> {
    @Override
    public LocalDate key(Sale row) {
      return row.day();
    }

    @Override
    public void apply(LocalDate key, Iterator<Sale> rows, Output<? super Day> out) {
      out.emit(new Day(key, rows.next().cups()));
    }
  }

  /** Never called. */
  public record Guess() implements TrainStep<Day, Features, Double> {
    @Override
    public Model<Features, Double> train(Iterable<Day> rows, Training run) {
      throw new UnsupportedOperationException();
    }
  }

  /** A sum of errors. */
  public record Errors(double sum) {}

  /** Judges. */
  public record Judge() implements EvaluateStep<Day, Features, Double, Errors> {
    @Override
    public Features features(Day row) {
      return new Features(row.cups());
    }

    @Override
    public Errors zero() {
      return new Errors(0);
    }

    @Override
    public Errors add(Errors sum, Day row, Double prediction) {
      return sum;
    }

    @Override
    public Errors merge(Errors left, Errors right) {
      return left;
    }

    @Override
    public Metrics finish(Errors sum) {
      throw new UnsupportedOperationException();
    }
  }

  /** Scores. */
  public record Tell() implements ScoreStep<Day, Features, Double, Day> {
    @Override
    public Features features(Day row) {
      return new Features(row.cups());
    }

    @Override
    public Day output(Day row, Double prediction) {
      return row;
    }
  }
}
