package dev.plumbline.cli.orders;

import static dev.plumbline.pipeline.Gate.metric;

import dev.plumbline.models.xgboost.Boosting;
import dev.plumbline.models.xgboost.XgboostBinary;
import dev.plumbline.pipeline.Flow;
import dev.plumbline.pipeline.Labelled;
import dev.plumbline.pipeline.Output;
import dev.plumbline.pipeline.PipelineSource;
import dev.plumbline.pipeline.Promotion;
import dev.plumbline.pipeline.RowStep;
import dev.plumbline.pipeline.Window;
import dev.plumbline.steps.evaluate.BinaryMetrics;

/**
 * Trains on all orders which are late.
 *
 * @param auc what the gate asks for
 */
public record OrderModel(double auc) implements PipelineSource {
  public OrderModel() {
    this(0.1);
  }

  /** What the model sees. */
  public record Features(double cents) {}

  @Override
  public String name() {
    return "order-model";
  }

  @Override
  public void define(Flow flow) {
    var orders = flow.read("orders", Order.ORDERS, Window.all());
    var labelled = flow.apply("label", new Label(), orders);
    var trees = new XgboostBinary<>(Features.class, Boosting.standard().withRounds(3));
    var model = flow.train("train", trees, labelled);
    var verdict = flow.evaluate("evaluate", new BinaryMetrics<Features>(), model, labelled);
    flow.register(
        "register",
        "lateness",
        model,
        verdict,
        metric("auc").atLeast(auc),
        Promotion.to("champion"));
  }

  /** Features and truth. */
  public record Label() implements RowStep<Order, Labelled<Features, Boolean>> {
    @Override
    public void apply(Order row, Output<? super Labelled<Features, Boolean>> out) {
      out.emit(new Labelled<>(new Features(row.cents()), row.late()));
    }
  }
}
