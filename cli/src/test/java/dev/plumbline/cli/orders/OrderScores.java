package dev.plumbline.cli.orders;

import dev.plumbline.cli.orders.OrderModel.Features;
import dev.plumbline.pipeline.Flow;
import dev.plumbline.pipeline.ModelRef;
import dev.plumbline.pipeline.PipelineSource;
import dev.plumbline.pipeline.ScoreStep;
import dev.plumbline.pipeline.Table;
import dev.plumbline.pipeline.Window;
import dev.plumbline.pipeline.Writes;

/** Scores all orders by the champion. */
public record OrderScores() implements PipelineSource {
  static final Table<Score> SCORES = Table.of("order-scores", Score.class);

  /** How likely an order is late. */
  public record Score(String customer, double late) {}

  @Override
  public String name() {
    return "order-scores";
  }

  @Override
  public void define(Flow flow) {
    var orders = flow.read("orders", Order.ORDERS, Window.all());
    var champion =
        flow.registered(
            "champion", "lateness", ModelRef.alias("champion"), Features.class, Double.class);
    flow.write(
        "publish", flow.score("score", new Judge(), champion, orders), SCORES, Writes.REPLACE);
  }

  /** The order's score. */
  public record Judge() implements ScoreStep<Order, Features, Double, Score> {
    @Override
    public Features features(Order row) {
      return new Features(row.cents());
    }

    @Override
    public Score output(Order row, Double late) {
      return new Score(row.customer(), late);
    }
  }
}
