package dev.plumbline.runner.plan;

import dev.plumbline.pipeline.Interval;
import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.Parameters;
import dev.plumbline.pipeline.Pipeline;
import dev.plumbline.pipeline.PipelineSource;
import dev.plumbline.pipeline.event.TableVersion;
import dev.plumbline.pipeline.json.Json;
import dev.plumbline.pipeline.json.RecordJson;
import dev.plumbline.pipeline.port.ModelRegistry.Registered;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A plan as its run keeps it: everything that it resolved, so that one of its steps can be done
 * later, or again, and nothing is resolved anew. Stored beside what {@link PlanJson} writes, in one
 * document.
 *
 * @param parameters every parameter of pipeline and steps
 * @param reads pinned versions, by the name of the reading step
 * @param written versions of the tables that are written, by name, as they were before
 * @param steps by name
 */
public record RecordedPlan(
    String pipeline,
    Optional<Interval> interval,
    String engine,
    Map<String, String> parameters,
    Map<String, TableVersion> reads,
    Map<String, Registered> models,
    Map<String, Registered> champions,
    Map<String, Integer> aliases,
    Map<String, URI> locations,
    Map<String, Long> written,
    Map<String, Step> steps) {
  private static final String KEY = "recorded";

  /**
   * What was decided for a step, and its identity.
   *
   * @param reuses whose output it takes over
   */
  public record Step(
      Verb verb,
      String reason,
      String fingerprint,
      Map<String, String> ingredients,
      Optional<Origin> reuses) {}

  /** A step of an earlier run. */
  public record Origin(String run, String step) {}

  static RecordedPlan of(Plan plan) {
    Map<String, TableVersion> reads = new TreeMap<>();
    plan.pins().reads().forEach((step, pinned) -> reads.put(step, pinned.version()));
    Map<String, Step> steps = new TreeMap<>();
    for (PlannedStep step : plan.steps()) {
      Optional<Origin> reuses =
          step.past()
              .filter(p -> step.decision().verb() == Verb.REUSE)
              .map(p -> new Origin(p.runId(), p.step()));
      steps.put(
          step.name(),
          new Step(
              step.decision().verb(),
              step.decision().reason(),
              step.fingerprint().digest(),
              step.fingerprint().ingredients(),
              reuses));
    }
    return new RecordedPlan(
        plan.pipeline().name(),
        plan.interval(),
        plan.engine(),
        plan.parameters(),
        reads,
        plan.pins().models(),
        plan.pins().champions(),
        plan.pins().aliases(),
        plan.pins().locations(),
        plan.pins().written(),
        steps);
  }

  /** The document that a run keeps. */
  public static String write(Plan plan) {
    String shown = PlanJson.write(plan);
    String all = RecordJson.write(of(plan));
    return shown.substring(0, shown.length() - 1) + ",\"" + KEY + "\":" + all + "}";
  }

  /**
   * Reads such a document.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static RecordedPlan read(String document) {
    if (Json.parse(document) instanceof Map<?, ?> map && map.get(KEY) instanceof Map<?, ?> all) {
      return RecordJson.read(RecordedPlan.class, Json.write(all));
    }
    throw new IllegalArgumentException(
        "Cannot read the run's plan: an older Plumbline wrote it, without what a step needs");
  }

  /** The pipeline with the parameters that it was planned with, whatever conf says by now. */
  public Pipeline define(PipelineSource source) {
    Map<String, String> settings =
        differing("pipeline.", Parameters.flatten((Record) source)); // others may be unreadable
    Pipeline defined = Pipeline.define(source, settings);
    defined
        .nodes()
        .forEach(
            node ->
                node.step()
                    .map(Parameters::flatten)
                    .ifPresent(own -> settings.putAll(differing(node.name() + ".", own))));
    return Pipeline.define(source, settings);
  }

  private Map<String, String> differing(String prefix, Map<String, String> present) {
    Map<String, String> settings = new LinkedHashMap<>();
    present.forEach(
        (name, value) -> {
          String planned = parameters.getOrDefault(prefix + name, value);
          if (!planned.equals(value)) {
            settings.put(prefix + name, planned);
          }
        });
    return settings;
  }

  /** What was pinned, for that pipeline. */
  Pins pins(Pipeline pipeline) {
    Map<String, Pins.PinnedTable> pinned = new TreeMap<>();
    reads.forEach(
        (step, version) ->
            pipeline
                .node(step)
                .filter(Node.Read.class::isInstance)
                .map(Node.Read.class::cast)
                .map(read -> new Pins.PinnedTable(version, Resolver.range(read, interval)))
                .ifPresent(table -> pinned.put(step, table)));
    return new Pins(
        new TreeMap<>(pinned),
        new TreeMap<>(models),
        new TreeMap<>(champions),
        new TreeMap<>(aliases),
        new TreeMap<>(locations),
        new TreeMap<>(written));
  }
}
