package dev.plumbline.examples.flights;

import java.time.LocalDate;
import java.time.LocalDateTime;

/** How likely a flight is to arrive late. */
public record FlightScore(
    LocalDate day, LocalDateTime departed, String origin, String destination, double late) {}
