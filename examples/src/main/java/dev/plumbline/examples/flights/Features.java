package dev.plumbline.examples.flights;

import java.time.LocalDate;

/** What the model sees: all of it is known the evening before. */
public record Features(
    LocalDate day,
    String origin,
    String destination,
    long distance,
    Double originLate,
    Double destinationLate) {}
