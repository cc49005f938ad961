package dev.plumbline.dags.document;

import java.time.Instant;
import java.util.Optional;

/**
 * How runs follow one another.
 *
 * @param start no run is for a time before
 * @param end no run is for a time after
 * @param catchup whether missed runs are made up for
 * @param active how many may run at once
 * @param timeoutSeconds how long one may take
 */
public record Runs(
    Instant start,
    Optional<Instant> end,
    boolean catchup,
    int active,
    Optional<Long> timeoutSeconds) {}
