package dev.plumbline.runner.plan;

import dev.plumbline.pipeline.Interval;
import dev.plumbline.pipeline.Pipeline;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What to plan.
 *
 * @param engineVersion goes into the identity of native steps
 * @param resultConf conf values that bear on the result of every step, such as seed and threads
 * @param modelVersion used instead of every alias that the pipeline scores by
 * @param nonce makes what is always new differ from every earlier run
 */
public record PlanRequest(
    Pipeline pipeline,
    Optional<Interval> interval,
    String engine,
    String engineVersion,
    SortedMap<String, String> resultConf,
    Selection selection,
    Optional<Integer> modelVersion,
    String nonce) {
  public PlanRequest {
    resultConf = Collections.unmodifiableSortedMap(new TreeMap<>(resultConf));
  }

  /**
   * Which steps are asked for.
   *
   * @param force every step runs, whatever stands
   * @param from this step runs, and all that depend on it
   * @param to nothing runs but this step and what it depends on
   */
  public record Selection(boolean force, Optional<String> from, Optional<String> to) {
    public static final Selection ALL = new Selection(false, Optional.empty(), Optional.empty());
  }
}
