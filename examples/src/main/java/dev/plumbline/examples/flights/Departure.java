package dev.plumbline.examples.flights;

/** A flight beside the lateness of its origin on the day before; null where nothing left. */
public record Departure(Flight flight, Double originLate) {}
