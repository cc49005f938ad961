package dev.plumbline.examples.check;

import java.time.LocalDate;

/** What share of an airport's flights was expected to be late on a day, and what share was. */
public record Checked(LocalDate day, String airport, long flights, double expected, double late) {}
