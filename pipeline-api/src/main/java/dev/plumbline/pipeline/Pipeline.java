package dev.plumbline.pipeline;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a {@link PipelineSource} declares: a named, immutable, acyclic graph. A value: it is
 * printed, compared, planned, tested and exported without an engine.
 *
 * @param parameters the components of the source's record, after settings
 * @param nodes in the order of declaration, which is a topological order
 */
public record Pipeline(String name, Grain grain, ZoneId zone, Record parameters, List<Node> nodes) {
  /** The name of the port that holds the run's interval. */
  public static final Port INTERVAL = new Port("pipeline", "interval");

  public Pipeline {
    nodes = List.copyOf(nodes);
  }

  /**
   * Defines a pipeline with the defaults of its source.
   *
   * @throws InvalidPipelineException with every mistake
   */
  public static Pipeline define(PipelineSource source) {
    return define(source, Map.of());
  }

  /**
   * Defines a pipeline with some parameters set by name.
   *
   * @param settings {@code pipeline.x} for a component of the source, {@code step.x} for one of a
   *     step's record, nested records by path
   * @throws InvalidPipelineException with every mistake, unknown settings included
   */
  public static Pipeline define(PipelineSource source, Map<String, String> settings) {
    return Declaration.declare(source, settings);
  }

  public Optional<Node> node(String name) {
    return nodes.stream().filter(n -> n.name().equals(name)).findFirst();
  }

  /** The nodes that use a port of this one, in order. */
  public List<Node> users(Node of) {
    return nodes.stream()
        .filter(n -> n.inputs().stream().anyMatch(p -> p.step().equals(of.name())))
        .toList();
  }
}
