package dev.plumbline.tracking;

/**
 * Experiments and runs in MLflow's words, wherever they are kept. Safe for many threads; every call
 * is durable when it returns and fails with a {@link TrackingException} alone.
 */
public interface TrackingStore {
  /** Groups of runs. */
  ExperimentStore experiments();

  /** Runs as a whole. */
  RunStore runs();

  /** What is logged to runs. */
  RunLog log();

  /** Models logged to experiments. */
  LoggedModelStore loggedModels();

  /** What charts and lists ask of many runs. */
  RunSummaries summaries();
}
