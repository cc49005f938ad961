package dev.plumbline.cli.wire;

import dev.plumbline.cli.conf.Conf;
import dev.plumbline.cli.conf.Key;
import dev.plumbline.dags.conf.DagBuilder;
import dev.plumbline.dags.conf.DagRequest;
import dev.plumbline.dags.conf.Unit;
import dev.plumbline.dags.document.DagDocument;
import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.Pipeline;
import dev.plumbline.pipeline.Resources;
import dev.plumbline.pipeline.Table;
import dev.plumbline.runner.plan.Planner;
import dev.plumbline.runner.plan.Shape;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes the documents of pipelines, as conf schedules them. Starts no engine, asks no store. */
public final class Exporting {
  private static final String SCHEDULE = "schedule.";
  private static final String SECRETS = "secrets.";

  private final Conf conf;
  private final Pipelines pipelines;
  private final Resources resources;

  @Inject
  Exporting(Conf conf, Pipelines pipelines, Resources resources) {
    this.conf = conf;
    this.pipelines = pipelines;
    this.resources = resources;
  }

  /**
   * @throws dev.plumbline.dags.conf.InvalidScheduleException with every mistake in conf
   */
  public DagDocument document(String name) {
    Pipeline pipeline = Pipeline.define(pipelines.load(name), conf.below(name + "."));
    return DagBuilder.build(
        new DagRequest(
            pipeline,
            units(pipeline),
            Planner.takesInterval(pipeline),
            this::location,
            conf.below(SCHEDULE),
            pipelines.names(),
            secrets()));
  }

  private static List<Unit> units(Pipeline pipeline) {
    Shape shape = new Shape(pipeline);
    List<Unit> units = new ArrayList<>();
    for (Node node : shape.order()) {
      units.add(new Unit(node.name(), names(shape.fused(node)), names(shape.keptBefore(node))));
    }
    return units;
  }

  private static List<String> names(List<Node> nodes) {
    return nodes.stream().map(Node::name).toList();
  }

  private URI location(Table<?> table) {
    return conf.folder(Key.TABLES_ROOT).resolve(table.location().orElse(table.name()));
  }

  /** What conf's secrets are here; one that can't be found here can't be in a document either. */
  private SortedMap<String, String> secrets() {
    SortedMap<String, String> found = new TreeMap<>();
    for (String name : conf.below(SECRETS).keySet()) {
      try {
        found.put(SECRETS + name, resources.secret(name));
      } catch (IllegalArgumentException e) {
        System.getLogger(Exporting.class.getName()).log(System.Logger.Level.DEBUG, e.getMessage());
      }
    }
    return found;
  }
}
