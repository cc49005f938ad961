package dev.plumbline.examples.flights;

import java.time.LocalDateTime;

/** A line of the source: when it left, how many minutes late it arrived, and the route. */
public record RawFlight(
    LocalDateTime date, long delay, long distance, String origin, String destination) {}
