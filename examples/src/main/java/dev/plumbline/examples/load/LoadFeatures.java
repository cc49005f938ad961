package dev.plumbline.examples.load;

import java.time.LocalDate;

/** What is known of an airport the evening before. */
public record LoadFeatures(LocalDate day, String airport, Long dayBefore, Long weekBefore) {}
