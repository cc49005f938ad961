package dev.plumbline.dags.document;

import java.util.Optional;

/**
 * What happens when a task fails.
 *
 * @param times how often it is tried again
 * @param pauseSeconds before the first time
 * @param exponential whether each pause is twice the one before
 * @param longestSeconds no pause is longer
 */
public record Retry(
    int times, long pauseSeconds, boolean exponential, Optional<Long> longestSeconds) {}
