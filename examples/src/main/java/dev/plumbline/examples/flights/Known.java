package dev.plumbline.examples.flights;

/** A flight and what is known of it the evening before. */
public record Known(Flight flight, Features features) {}
