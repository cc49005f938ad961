package dev.plumbline.examples.flights;

import static dev.plumbline.pipeline.ModelRef.alias;
import static dev.plumbline.pipeline.Writes.REPLACE;

import dev.plumbline.pipeline.Expectation;
import dev.plumbline.pipeline.Flow;
import dev.plumbline.pipeline.PipelineSource;
import dev.plumbline.pipeline.Window;
import java.time.Period;

/**
 * The nightly job: scores the flights of one day by the champion, into that day's partition. What
 * it knows of lateness is the day before.
 */
public record FlightScores() implements PipelineSource {
  @Override
  public String name() {
    return "flight-scores";
  }

  @Override
  public void define(Flow flow) {
    var flights = flow.read("flights", Tables.FLIGHTS, Window.interval());
    var before = flow.read("before", Tables.DAYS, Window.past(Period.ofDays(1)));
    var departures = flow.join("origin", new OriginBefore(), flights, before);
    var known = flow.join("destination", new DestinationBefore(), departures, before);
    var champion =
        flow.registered(
            "champion", "flight-delay", alias("champion"), Features.class, Double.class);
    var scores = flow.score("score", new ScoreFlight(), champion, known);
    flow.write(
        "publish",
        scores,
        Tables.SCORES,
        REPLACE,
        Expectation.atLeastRows(1),
        Expectation.range("late", 0, 1));
  }
}
