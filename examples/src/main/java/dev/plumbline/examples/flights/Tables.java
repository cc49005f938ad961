package dev.plumbline.examples.flights;

import dev.plumbline.pipeline.Table;

/** Where the flights' rows live. */
public final class Tables {
  /** All flights, by day. */
  public static final Table<Flight> FLIGHTS = Table.of("flights", Flight.class).byInterval("day");

  /** How late each airport's departures were on each day. */
  public static final Table<AirportDay> DAYS = Table.of("days", AirportDay.class).byInterval("day");

  /** Scores of the days that the model was tested on, beside what happened. */
  public static final Table<TestScore> TEST_SCORES = Table.of("test-scores", TestScore.class);

  /** The nightly scores, by day. */
  public static final Table<FlightScore> SCORES =
      Table.of("scores", FlightScore.class).byInterval("day");

  private Tables() {}
}
