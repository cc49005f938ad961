package dev.plumbline.examples.load;

import static dev.plumbline.pipeline.Gate.metric;
import static dev.plumbline.pipeline.Writes.REPLACE;

import dev.plumbline.examples.flights.Tables;
import dev.plumbline.models.xgboost.Boosting;
import dev.plumbline.models.xgboost.XgboostRegression;
import dev.plumbline.pipeline.Flow;
import dev.plumbline.pipeline.PipelineSource;
import dev.plumbline.pipeline.Promotion;
import dev.plumbline.pipeline.Splitter;
import dev.plumbline.pipeline.Table;
import dev.plumbline.pipeline.Window;
import dev.plumbline.steps.evaluate.RegressionMetrics;
import java.time.LocalDate;

/**
 * A regression: how many flights leave each airport tomorrow, from the day and the week before.
 * Reads the table that {@code flight-delay} writes.
 */
public record AirportLoad(LocalDate testFrom) implements PipelineSource {
  static final Table<LoadScore> SCORES = Table.of("airport-load", LoadScore.class);

  public AirportLoad() {
    this(LocalDate.of(2001, 6, 1));
  }

  @Override
  public String name() {
    return "airport-load";
  }

  @Override
  public void define(Flow flow) {
    var days = flow.read("days", Tables.DAYS, Window.all());
    var dayBefore = flow.join("day-before", new DayBefore(), days, days);
    var examples = flow.join("week-before", new WeekBefore(), dayBefore, days);
    var split = flow.split("split", Splitter.byTime("features.day", testFrom), examples);
    var trees = new XgboostRegression<>(LoadFeatures.class, Boosting.standard().withDepth(4));
    var model = flow.train("train", trees, split.train());
    var verdict =
        flow.evaluate("evaluate", new RegressionMetrics<LoadFeatures>(), model, split.test());
    var version =
        flow.register(
            "register",
            "airport-load",
            model,
            verdict,
            metric("r2").atLeast(0.8),
            Promotion.to("champion"));
    flow.write(
        "publish", flow.score("score", new ScoreLoad(), version, split.test()), SCORES, REPLACE);
  }
}
