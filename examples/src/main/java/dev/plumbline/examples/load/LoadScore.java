package dev.plumbline.examples.load;

import java.time.LocalDate;

/** Flights expected beside flights that left. */
public record LoadScore(LocalDate day, String airport, double expected, double left) {}
