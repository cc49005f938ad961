package dev.plumbline.cli.orders;

import static dev.plumbline.pipeline.Gate.metric;

import dev.plumbline.models.xgboost.Boosting;
import dev.plumbline.models.xgboost.XgboostRegression;
import dev.plumbline.pipeline.Flow;
import dev.plumbline.pipeline.Labelled;
import dev.plumbline.pipeline.Output;
import dev.plumbline.pipeline.PipelineSource;
import dev.plumbline.pipeline.Promotion;
import dev.plumbline.pipeline.RowStep;
import dev.plumbline.pipeline.Window;
import dev.plumbline.pipeline.Writes;
import dev.plumbline.steps.evaluate.RegressionMetrics;

/**
 * Learns the cents of orders.
 *
 * @param nan the amount that counts as no number
 * @param twice whether two steps write the table of scores
 */
public record OrderBadInput(long nan, boolean twice) implements PipelineSource {
  public OrderBadInput() {
    this(-1, false);
  }

  /** What the model sees. */
  public record Features(String customer) {}

  @Override
  public String name() {
    return "orders-bad-input";
  }

  @Override
  public void define(Flow flow) {
    var orders = flow.read("orders", Order.ORDERS, Window.all());
    var labelled = flow.apply("label", new Cents(nan), orders);
    var trees = new XgboostRegression<>(Features.class, Boosting.standard().withRounds(2));
    var model = flow.train("train", trees, labelled);
    var verdict = flow.evaluate("evaluate", new RegressionMetrics<Features>(), model, labelled);
    flow.register(
        "register", "cents", model, verdict, metric("rmse").atMost(1e9), Promotion.none());
    var copy = flow.apply("copy", new Copy(), orders);
    flow.write("first", copy, OrderScores.SCORES, Writes.REPLACE);
    if (twice) {
      flow.write("second", copy, OrderScores.SCORES, Writes.APPEND);
    }
  }

  /** The order's cents, and for one amount no number. */
  public record Cents(long nan) implements RowStep<Order, Labelled<Features, Double>> {
    @Override
    public void apply(Order row, Output<? super Labelled<Features, Double>> out) {
      double cents = row.cents() == nan ? Double.NaN : row.cents();
      out.emit(new Labelled<>(new Features(row.customer()), cents));
    }
  }

  /** Any score. */
  public record Copy() implements RowStep<Order, OrderScores.Score> {
    @Override
    public void apply(Order row, Output<? super OrderScores.Score> out) {
      out.emit(new OrderScores.Score(row.customer(), 0.5));
    }
  }
}
