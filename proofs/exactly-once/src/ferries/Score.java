package ferries;

import java.time.LocalDate;

/** How late a ferry was expected to be. */
public record Score(LocalDate day, String ferry, double expected) {}
