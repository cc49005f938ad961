package dev.plumbline.examples.check;

import dev.plumbline.examples.flights.AirportDay;

/** What share of the flights of an airport and day was expected to be late. */
public record Forecast(AirportDay.Key of, long flights, double expected) {}
