package dev.plumbline.examples.load;

import dev.plumbline.examples.flights.AirportDay;

/** A day of an airport beside the flights of the day before. */
public record Loaded(AirportDay today, Long dayBefore) {}
