package dev.plumbline.runner.spool;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where and how much a spool keeps.
 *
 * @param folder on a local disk, whose file locks hold
 * @param mostBytes of events that wait, those of earlier runs included
 * @param patience how long a run waits at its end for a store that is away
 */
public record SpoolSettings(Path folder, long mostBytes, Duration patience) {}
