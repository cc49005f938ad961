package dev.plumbline.examples.flights;

import static dev.plumbline.pipeline.Gate.metric;
import static dev.plumbline.pipeline.ModelRef.alias;
import static dev.plumbline.pipeline.Writes.REPLACE;

import dev.plumbline.models.xgboost.Boosting;
import dev.plumbline.models.xgboost.XgboostBinary;
import dev.plumbline.pipeline.Dataset;
import dev.plumbline.pipeline.Expectation;
import dev.plumbline.pipeline.Flow;
import dev.plumbline.pipeline.PipelineSource;
import dev.plumbline.pipeline.Promotion;
import dev.plumbline.pipeline.Splitter;
import dev.plumbline.steps.evaluate.BinaryMetrics;
import dev.plumbline.steps.ingest.ReadCsv;
import dev.plumbline.steps.ingest.ReadParquet;
import java.nio.file.Path;
import java.time.LocalDate;

/**
 * Trains the model of late flights: from a raw file to a registered version and scores of the days
 * that it has not seen.
 *
 * @param source the flights, a CSV or Parquet file
 * @param lateMinutes a flight is late when it arrives more than this after schedule
 * @param testFrom the model trains on the days before, and is judged on those from here on
 */
public record FlightDelay(Path source, int lateMinutes, LocalDate testFrom)
    implements PipelineSource {
  public FlightDelay() {
    this(Path.of("examples/data/flights-2001.csv.gz"), 15, LocalDate.of(2001, 6, 1));
  }

  @Override
  public String name() {
    return "flight-delay";
  }

  @Override
  public void define(Flow flow) {
    var raw = raw(flow);
    var flights = flow.apply("clean", new Clean(120), raw);
    flow.write("flights", flights, Tables.FLIGHTS, REPLACE, Expectation.atLeastRows(1));

    var days = flow.combine("daily", new LateShare(lateMinutes), flights);
    flow.write("days", days, Tables.DAYS, REPLACE);

    var departures = flow.join("origin", new OriginBefore(), flights, days);
    var known = flow.join("destination", new DestinationBefore(), departures, days);
    var examples = flow.apply("label", new Label(lateMinutes), known);
    var split = flow.split("split", Splitter.byTime("features.day", testFrom), examples);

    var trees = new XgboostBinary<>(Features.class, Boosting.standard());
    var model = flow.train("train", trees, split.train());
    var verdict = flow.evaluate("evaluate", new BinaryMetrics<Features>(), model, split.test());
    var version =
        flow.register(
            "register",
            "flight-delay",
            model,
            verdict,
            metric("auc").atLeast(0.55).and(metric("auc").notWorseThan(alias("champion"))),
            Promotion.to("champion"));

    var scores = flow.score("score", new ScoreExample(), version, split.test());
    flow.write("publish", scores, Tables.TEST_SCORES, REPLACE);
  }

  private Dataset<RawFlight> raw(Flow flow) {
    return source.toString().endsWith(".parquet")
        ? flow.ingest("ingest", new ReadParquet<>(RawFlight.class, source))
        : flow.ingest("ingest", new ReadCsv<>(RawFlight.class, source));
  }
}
