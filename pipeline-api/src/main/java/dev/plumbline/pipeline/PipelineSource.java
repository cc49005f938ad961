package dev.plumbline.pipeline;

import java.time.ZoneId;

/**
 * The user's record that declares a pipeline. Its components are the pipeline's parameters, set by
 * conf and {@code --set pipeline.x=…}. Found by {@link java.util.ServiceLoader}, so it has a public
 * constructor without arguments that gives the defaults.
 */
public interface PipelineSource {
  /** {@code [a-z][a-z0-9-]*}, unique among the pipelines of a project. */
  String name();

  /** Declares the steps. Called once for each plan; must depend on the components alone. */
  void define(Flow flow);

  /** How long one interval is. */
  default Grain grain() {
    return Grain.DAY;
  }

  /** Where its days begin. */
  default ZoneId zone() {
    return ZoneId.of("UTC");
  }
}
