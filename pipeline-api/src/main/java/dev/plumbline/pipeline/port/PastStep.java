package dev.plumbline.pipeline.port;

import dev.plumbline.pipeline.event.StepOutput;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** A step that finished in an earlier run. */
public record PastStep(
    String runId,
    String pipeline,
    String step,
    String fingerprint,
    Map<String, String> ingredients,
    StepOutput output,
    Instant finished,
    Duration took) {}
