package dev.plumbline.examples.flights;

import java.time.LocalDate;
import java.time.LocalDateTime;

/** A flight. The hour of departure is known only afterwards, so no feature uses it. */
public record Flight(
    LocalDate day,
    LocalDateTime departed,
    String origin,
    String destination,
    long distance,
    long delay) {}
