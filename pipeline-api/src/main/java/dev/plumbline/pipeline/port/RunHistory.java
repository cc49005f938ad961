package dev.plumbline.pipeline.port;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What planning asks of earlier runs. A failure here fails the plan. */
public interface RunHistory {
  /** The latest finished step for each fingerprint that has one. */
  Map<String, PastStep> find(Set<String> fingerprints);

  /**
   * The latest finished run of each step of a pipeline, for the reasons and estimates of a plan.
   *
   * @param interval as text; that interval's latest where there is one
   */
  Map<String, PastStep> latest(String pipeline, Optional<String> interval);

  /** The steps that one run finished itself, by name; none for a run that isn't known. */
  Map<String, PastStep> finished(String runId);
}
