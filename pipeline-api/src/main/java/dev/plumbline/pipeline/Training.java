package dev.plumbline.pipeline;

import java.nio.file.Path;

/** What a trainer is given beside its rows. */
public interface Training {
  /** The run's seed for this step: the same for the same pipeline, parameters and conf. */
  long seed();

  /** How many threads to use; fixed by conf, never taken from the machine. */
  int threads();

  /** Records one point of a metric's history. */
  void metric(String name, long step, double value);

  /** An empty folder, deleted after training. */
  Path scratch();
}
