package ferries;

import java.time.LocalDate;

/** A ferry came in. */
public record Crossing(LocalDate day, String ferry, String berth, int cars, double late) {}
