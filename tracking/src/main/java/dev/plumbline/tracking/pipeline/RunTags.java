package dev.plumbline.tracking.pipeline;

import dev.plumbline.tracking.RunData;
import java.util.Optional;

/**
 * The tags that a pipeline's runs carry beside MLflow's own. Long texts go on in tags of the same
 * name with {@code .1}, {@code .2} and so on behind.
 */
public final class RunTags {
  /** The run that a step's run belongs to: MLflow's own. */
  public static final String PARENT = "mlflow.parentRunId";

  /** The pipeline's name, on its runs and its steps' runs. */
  public static final String PIPELINE = "plumbline.pipeline";

  /** The interval that a run is for, as text. */
  public static final String INTERVAL = "plumbline.interval";

  /** The engine of a pipeline's run. */
  public static final String ENGINE = "plumbline.engine";

  /** How each step of a pipeline's run ended, as JSON by step. */
  public static final String STEPS = "plumbline.steps";

  /**
   * What a pipeline's run takes over from earlier ones, as JSON by step: the {@code run} that made
   * it, the {@code step}'s name there, and where it left more than numbers the {@code table}, the
   * {@code model} version or the model's {@code location}.
   */
  public static final String REUSES = "plumbline.reuses";

  /** On a run that is done task by task: between two of them no process is at it. */
  public static final String TASKS = "plumbline.tasks";

  /** How a run ended in Plumbline's words, which are more than MLflow's. */
  public static final String STATUS = "plumbline.status";

  /** What can't be done and what to do, of a failed run; empty once it was done after all. */
  public static final String ERROR = "plumbline.error";

  /** Before the number of an event that warned of something outside any step that ran. */
  public static final String WARNING = "plumbline.warning.";

  /** {@code done} on a run that was restored from what it left behind. */
  public static final String REBUILT = "plumbline.rebuilt";

  /** Before the name of each part of the environment. */
  public static final String ENVIRONMENT = "plumbline.env.";

  /** The step's name, on its run. */
  public static final String STEP = "plumbline.step";

  /** The step's kind. */
  public static final String KIND = "plumbline.kind";

  /** What a step's identity is: equal means that it need not run again. */
  public static final String FINGERPRINT = "plumbline.fingerprint";

  /** What the fingerprint is made of, as JSON by name. */
  public static final String INGREDIENTS = "plumbline.ingredients";

  /** What the step left behind; see {@link dev.plumbline.pipeline.event.OutputText}. */
  public static final String OUTPUT = "plumbline.output";

  /** Pipeline and step; and these with the interval: by which a step's latest run is found. */
  static final String NODE = "plumbline.node";

  static final String NODE_INTERVAL = "plumbline.node.interval";

  /** A committed table and version, such as {@code scores@v3}. */
  public static final String TABLE = "plumbline.table";

  /** A gate as it is declared, and whether and why it said yes. */
  public static final String GATE = "plumbline.gate";

  /** {@code true} or {@code false}. */
  public static final String GATE_PASSED = "plumbline.gate.passed";

  /** The gate's reasons, one a line. */
  public static final String GATE_REASONS = "plumbline.gate.reasons";

  /** A registered model and version, such as {@code flight-delay/3}. */
  public static final String MODEL_VERSION = "plumbline.model.version";

  /** The alias that moved to it. */
  public static final String MODEL_ALIAS = "plumbline.model.alias";

  /** How often a step was tried. */
  public static final String ATTEMPTS = "plumbline.attempts";

  /** The digest of a registered version's model directory, on the version. */
  public static final String DIGEST = "plumbline.digest";

  /** How long a step took, in seconds: a metric. */
  public static final String TOOK = "plumbline.took_seconds";

  private RunTags() {}

  /** The text of a tag, whole where it goes on in others. */
  public static Optional<String> text(RunData data, String key) {
    return LongText.read(data, key);
  }

  /** The id of a step's run: the same on every retry. Step names hold no underscore. */
  public static String stepRunId(String runId, String step) {
    return runId + "__" + step;
  }

  static String node(String pipeline, String step) {
    return pipeline + "/" + step;
  }

  static String node(String pipeline, String step, String interval) {
    return node(pipeline, step) + "/" + interval;
  }
}
