package dev.plumbline.examples.fees;

import java.time.LocalDateTime;

/** A flight that no tariff covers. */
public record Unbilled(LocalDateTime departed, String origin, String destination) {}
