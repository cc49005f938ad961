package dev.plumbline.runner.plan;

import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.port.PastStep;
import java.time.Duration;
import java.util.Optional;

/**
 * One step of a plan.
 *
 * @param past the finished step whose output is reused
 * @param estimate how long it took before
 */
public record PlannedStep(
    Node node,
    Fingerprint fingerprint,
    Decision decision,
    Optional<PastStep> past,
    Optional<Duration> estimate) {
  public String name() {
    return node.name();
  }
}
