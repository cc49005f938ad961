package dev.plumbline.examples.flights;

import java.time.LocalDate;

/** How many flights left an airport on a day, and what share of them was late. */
public record AirportDay(LocalDate day, String airport, long flights, double late) {
  /** What one groups and joins by. */
  public record Key(LocalDate day, String airport) {}

  /** The day after, for which this one is known. */
  public Key next() {
    return new Key(day.plusDays(1), airport);
  }
}
