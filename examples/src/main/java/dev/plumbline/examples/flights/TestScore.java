package dev.plumbline.examples.flights;

import java.time.LocalDate;

/** A prediction beside what happened. */
public record TestScore(
    LocalDate day, String origin, String destination, double predicted, boolean late) {}
