package dev.plumbline.runner.plan;

import dev.plumbline.pipeline.Interval;
import dev.plumbline.pipeline.Node;
import java.util.Optional;

/** What a run's effects are called: the same for a retry and a resume, another for a new run. */
public final class Transactions {
  private Transactions() {}

  /** The one logical write of a step. */
  public static String of(String runId, Node.Write write, Optional<Interval> interval) {
    return "plumbline/" + runId + "/" + write.name() + interval.map(i -> "/" + i).orElse("");
  }

  /** The place of a trained model below its run's artifacts. */
  public static String model(Node.Train train) {
    return train.name() + "/model";
  }
}
