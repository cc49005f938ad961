package dev.plumbline.runner.plan;

import dev.plumbline.pipeline.Nearest;
import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.Pipeline;
import dev.plumbline.pipeline.Problem;
import dev.plumbline.pipeline.Window;
import dev.plumbline.pipeline.Writes;
import dev.plumbline.pipeline.port.PastStep;
import dev.plumbline.runner.local.LocalEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Makes plans: resolves everything outside once, fingerprints every step, and decides what a run
 * will do with each, and why. Starts no engine and changes nothing.
 */
public final class Planner {
  private final PlanningServices services;

  public Planner(PlanningServices services) {
    this.services = services;
  }

  /**
   * @throws PlanRefusedException with everything that is wrong with pipeline, tables and request
   * @throws NotReadyException with every input that isn't there yet
   */
  public Plan plan(PlanRequest request) {
    Pipeline pipeline = request.pipeline();
    List<Problem> problems = new ArrayList<>(check(request));
    refuse(pipeline, problems);
    Resolver resolver = new Resolver(services, request, problems);
    Pins pins = resolver.resolve();
    Map<String, PastStep> latest =
        services.history().latest(pipeline.name(), request.interval().map(Object::toString));
    Map<String, Fingerprint> fingerprints =
        new Fingerprinter(services, request, resolver, pins, latest, problems).all();
    refuse(pipeline, problems);
    Map<String, PastStep> same =
        services
            .history()
            .find(
                fingerprints.values().stream()
                    .map(Fingerprint::digest)
                    .collect(Collectors.toSet()));
    Shape shape = new Shape(pipeline);
    Map<String, Decision> decisions =
        new Decider(services, request, shape, resolver, pins, fingerprints, same, latest).all();
    List<PlannedStep> steps = new ArrayList<>();
    for (Node node : pipeline.nodes()) {
      Fingerprint fingerprint = fingerprints.get(node.name());
      steps.add(
          new PlannedStep(
              node,
              fingerprint,
              decisions.get(node.name()),
              Optional.ofNullable(same.get(fingerprint.digest())),
              Optional.ofNullable(latest.get(node.name())).map(PastStep::took)));
    }
    return new Plan(pipeline, request.interval(), request.engine(), pins, steps);
  }

  private static void refuse(Pipeline pipeline, List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw new PlanRefusedException(pipeline.name(), problems);
    }
  }

  private static List<Problem> check(PlanRequest request) {
    List<Problem> problems = new ArrayList<>();
    Pipeline pipeline = request.pipeline();
    boolean takesInterval = takesInterval(pipeline);
    if (takesInterval && request.interval().isEmpty()) {
      problems.add(new Problem("pipeline", "runs for an interval, give --date or --from and --to"));
    }
    if (!takesInterval && request.interval().isPresent()) {
      problems.add(
          new Problem(
              "pipeline",
              "takes no interval, leave " + request.interval().get() + " out (no --date)"));
    }
    List<String> names = pipeline.nodes().stream().map(Node::name).toList();
    request.selection().from().ifPresent(s -> known("--from", s, names, problems));
    request.selection().to().ifPresent(s -> known("--to", s, names, problems));
    for (Node node : pipeline.nodes()) {
      if (node instanceof Node.Through through
          && !through.nativeStep().engine().equals(request.engine())) {
        problems.add(
            new Problem(
                node.name(),
                "is written for engine "
                    + through.nativeStep().engine()
                    + " and can't run on "
                    + request.engine()
                    + ", use --engine "
                    + through.nativeStep().engine()));
      }
      if (node instanceof Node.Write write
          && write.how() instanceof Writes.Merge
          && request.engine().equals(LocalEngine.NAME)) {
        problems.add(
            new Problem(
                node.name(),
                "merges into table "
                    + write.table().name()
                    + " by key, which engine local can't do, use --engine spark or replace the"
                    + " table"));
      }
    }
    return problems;
  }

  private static void known(
      String option, String step, List<String> names, List<Problem> problems) {
    if (!names.contains(step)) {
      problems.add(new Problem(option, Nearest.unknown("step", step, names)));
    }
  }

  /** Whether a run of this pipeline is for an interval: some step takes or reads one. */
  public static boolean takesInterval(Pipeline pipeline) {
    return pipeline.nodes().stream()
        .anyMatch(
            n ->
                n.inputs().contains(Pipeline.INTERVAL)
                    || (n instanceof Node.Read read && !(read.window() instanceof Window.All)));
  }
}
