package dev.plumbline.runner.plan;

import dev.plumbline.pipeline.Nearest;
import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.Pipeline;
import dev.plumbline.pipeline.Port;
import dev.plumbline.pipeline.event.StepOutput;
import dev.plumbline.pipeline.port.PastStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Plans one step of a run by the plan that the run keeps. What was found outside then is taken as
 * it was: versions of tables and models, the interval. The code is that of now, and says so in the
 * step's fingerprint; a file, which has no versions, must be the same.
 */
public final class StepPlanner {
  private final PlanningServices services;
  private final RecordedPlan recorded;
  private final PlanRequest request;
  private final String runId;
  private final Shape shape;
  private final Pins pins;
  private final DeclaredIngredients declared;
  private final Map<String, Map<String, PastStep>> finished = new HashMap<>();
  private final Map<String, Fingerprint> now = new HashMap<>();

  /**
   * @param request its pipeline as {@link RecordedPlan#define} defines it
   */
  public StepPlanner(
      PlanningServices services, RecordedPlan recorded, PlanRequest request, String runId) {
    this.services = services;
    this.recorded = recorded;
    this.request = request;
    this.runId = runId;
    this.shape = new Shape(request.pipeline());
    this.pins = recorded.pins(request.pipeline());
    this.declared = new DeclaredIngredients(services.code(), request, pins);
  }

  /**
   * A plan for {@code Runner.step}: that step, and what it needs as it stands.
   *
   * @throws IllegalArgumentException when the run's plan has no such step, or can't be kept to
   */
  public Plan plan(String step) {
    Node target = target(step);
    List<Node> inside = new ArrayList<>(shape.fused(target));
    inside.add(target);
    for (Node node : request.pipeline().nodes()) {
      if (inside.contains(node)) {
        now.put(node.name(), present(target, node));
      }
    }
    List<PlannedStep> steps = new ArrayList<>();
    for (Node node : request.pipeline().nodes()) {
      steps.add(
          node.equals(target)
              ? planned(node, decide(node, inside))
              : inside.contains(node)
                  ? planned(node, Decision.run("for " + step))
                  : planned(node, standing(node)));
    }
    return new Plan(request.pipeline(), recorded.interval(), recorded.engine(), pins, steps);
  }

  private Node target(String step) {
    List<String> kept = shape.order().stream().map(Node::name).toList();
    Optional<Node> found = request.pipeline().node(step);
    if (found.isEmpty()) {
      throw refused(step, Nearest.among(step, kept));
    }
    if (!kept.contains(step)) {
      List<String> users = shape.keptUsers(found.get()).stream().map(Node::name).toList();
      throw refused(
          step, "it keeps nothing of its own and is done with others, name one: " + users);
    }
    return found.get();
  }

  private IllegalArgumentException refused(String step, String why) {
    return new IllegalArgumentException("Cannot do step " + step + " of run " + runId + ": " + why);
  }

  private PlannedStep planned(Node node, Decision decision) {
    Optional<PastStep> past = decision.verb() == Verb.REUSE ? past(node) : Optional.empty();
    Fingerprint fingerprint =
        past.map(p -> new Fingerprint(p.fingerprint(), new TreeMap<>(p.ingredients())))
            .or(() -> Optional.ofNullable(now.get(node.name())))
            .orElseGet(() -> then(node));
    return new PlannedStep(node, fingerprint, decision, past, Optional.empty());
  }

  private Fingerprint then(Node node) {
    return step(node)
        .map(s -> new Fingerprint(s.fingerprint(), new TreeMap<>(s.ingredients())))
        .orElseGet(() -> Fingerprint.of(Map.of()));
  }

  private Optional<RecordedPlan.Step> step(Node node) {
    return Optional.ofNullable(recorded.steps().get(node.name()));
  }

  /** What stands for a node in this run: its own result, or the one that the plan reuses. */
  private Optional<PastStep> past(Node node) {
    Optional<PastStep> own = Optional.ofNullable(finished(runId).get(node.name()));
    return own.or(
        () ->
            step(node)
                .flatMap(RecordedPlan.Step::reuses)
                .map(from -> finished(from.run()).get(from.step()))
                .filter(p -> p.fingerprint().equals(step(node).orElseThrow().fingerprint())));
  }

  private Map<String, PastStep> finished(String run) {
    return finished.computeIfAbsent(run, services.history()::finished);
  }

  private Decision standing(Node node) {
    return past(node)
        .map(p -> Decision.reuse("finished in run " + p.runId()))
        .orElseGet(() -> Decision.skip("not asked for"));
  }

  private Decision decide(Node node, List<Node> inside) {
    RecordedPlan.Step then = step(node).orElseThrow();
    if (past(node).isPresent()) {
      return Decision.reuse(
          finished(runId).containsKey(node.name()) ? "finished in this run" : then.reason());
    }
    if (then.verb() == Verb.SKIP || then.verb() == Verb.BLOCKED) {
      return new Decision(then.verb(), then.reason());
    }
    for (Node before : shape.keptBefore(node)) {
      if (isRefused(before)) {
        return Decision.skip("the gate of " + before.name() + " refused");
      }
      if (past(before).isEmpty()) {
        return isSkipped(before)
            ? Decision.skip("needs " + before.name() + ", which was skipped")
            : Decision.blocked("needs " + before.name() + ", which has not finished in this run");
      }
    }
    List<String> changes = new ArrayList<>();
    inside.forEach(
        each ->
            now.get(each.name()).changesSince(then(each).ingredients()).stream()
                .filter(change -> !change.startsWith(Fingerprinter.INPUT))
                .forEach(changes::add));
    return Decision.run(
        then.reason() + (changes.isEmpty() ? "" : "; since then " + Reasons.few(changes)));
  }

  private boolean isRefused(Node node) {
    return past(node)
        .filter(p -> p.output() instanceof StepOutput.Version v && v.version().isEmpty())
        .isPresent();
  }

  private boolean isSkipped(Node node) {
    return step(node).filter(s -> s.verb() == Verb.SKIP).isPresent()
        || shape.keptBefore(node).stream()
            .anyMatch(b -> isRefused(b) || (past(b).isEmpty() && isSkipped(b)));
  }

  /** The identity of a node with the code of now and all else as it was found then. */
  private Fingerprint present(Node target, Node node) {
    Map<String, String> then =
        step(node).orElseThrow(() -> declaredOtherwise(target, node)).ingredients();
    Map<String, String> is = new TreeMap<>(then);
    is.keySet().removeIf(name -> !Fingerprinter.isFound(name));
    is.putAll(declared.of(node));
    List<Port> inputs = node.inputs();
    for (int i = 0; i < inputs.size(); i++) {
      if (!inputs.get(i).equals(Pipeline.INTERVAL)) {
        String name = Fingerprinter.input(i, inputs.get(i));
        if (!then.containsKey(name)) {
          throw declaredOtherwise(target, node);
        }
        is.put(name, digest(inputs.get(i).step()));
      }
    }
    if (node instanceof Node.Ingest ingest) {
      unmoved(target, ingest, then);
    }
    return Fingerprint.of(is);
  }

  private IllegalArgumentException declaredOtherwise(Node target, Node node) {
    return refused(
        target.name(),
        "step " + node.name() + " is declared otherwise since it was planned, run the pipeline");
  }

  private String digest(String step) {
    if (now.containsKey(step)) {
      return now.get(step).digest();
    }
    return Optional.ofNullable(finished(runId).get(step))
        .map(PastStep::fingerprint)
        .orElseGet(() -> recorded.steps().get(step).fingerprint());
  }

  private void unmoved(Node target, Node.Ingest ingest, Map<String, String> then) {
    Map<String, String> found;
    try {
      found = new Sources(services, request.nonce()).of(ingest);
    } catch (Exception e) {
      throw new IllegalArgumentException(
          "Cannot do step " + target.name() + " of run " + runId + ": " + e, e);
    }
    found.forEach(
        (name, value) -> {
          if (!value.startsWith(Fingerprinter.UNKNOWN) && !value.equals(then.get(name))) {
            throw refused(
                target.name(),
                name
                    + " of step "
                    + ingest.name()
                    + " has changed since it was planned and has no"
                    + " versions to go back to, run the pipeline");
          }
        });
  }
}
