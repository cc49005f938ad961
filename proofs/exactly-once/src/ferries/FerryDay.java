package ferries;

import java.time.LocalDate;

/** What a ferry carried in a day. */
public record FerryDay(LocalDate day, String ferry, long cars, double late) {}
