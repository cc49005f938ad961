package dev.plumbline.runner.plan;

import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.Pipeline;
import dev.plumbline.pipeline.Port;
import dev.plumbline.pipeline.Writes;
import dev.plumbline.pipeline.event.StepOutput;
import dev.plumbline.pipeline.port.PastStep;
import dev.plumbline.runner.table.RowRange;
import dev.plumbline.runner.table.TableCommit;
import dev.plumbline.runner.table.TableState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A run that is gone on with: the plan that it keeps, and what has come of it since. What was found
 * outside then is taken as it was: versions of tables and models, the interval. The code is that of
 * now, and says so in the steps' fingerprints; a file, which has no versions, must be the same.
 */
final class KeptRun {
  private final PlanningServices services;
  private final RecordedPlan recorded;
  private final PlanRequest request;
  private final String runId;
  private final String doing;
  private final Shape shape;
  private final Pins pins;
  private final DeclaredIngredients declared;
  private final Leftovers leftovers;
  private final Map<String, Map<String, PastStep>> finished = new HashMap<>();
  private final Map<String, Optional<PastStep>> left = new HashMap<>();
  private final Map<String, Fingerprint> now = new HashMap<>();

  /**
   * @param request its pipeline as {@link RecordedPlan#define} defines it
   * @param doing what can't be done when something is wrong, after "Cannot"
   */
  KeptRun(
      PlanningServices services,
      RecordedPlan recorded,
      PlanRequest request,
      String runId,
      String doing) {
    this.services = services;
    this.recorded = recorded;
    this.request = request;
    this.runId = runId;
    this.doing = doing;
    this.shape = new Shape(request.pipeline());
    this.pins = recorded.pins(request.pipeline());
    this.declared = new DeclaredIngredients(services.code(), request, pins);
    this.leftovers = new Leftovers(services, recorded.locations(), recorded.interval(), runId);
  }

  Shape shape() {
    return shape;
  }

  Pipeline pipeline() {
    return request.pipeline();
  }

  Plan plan(List<PlannedStep> steps) {
    return new Plan(request.pipeline(), recorded.interval(), recorded.engine(), pins, steps);
  }

  IllegalArgumentException refused(String why) {
    return new IllegalArgumentException("Cannot " + doing + ": " + why);
  }

  Optional<RecordedPlan.Step> step(Node node) {
    return Optional.ofNullable(recorded.steps().get(node.name()));
  }

  /** What this run has finished of a node. */
  Optional<PastStep> own(Node node) {
    return Optional.ofNullable(finished(runId).get(node.name()));
  }

  /** What a process of this run left behind of a node, and could not record. */
  Optional<PastStep> left(Node node) {
    return own(node).isPresent()
        ? Optional.empty()
        : left.computeIfAbsent(node.name(), name -> find(node));
  }

  private Optional<PastStep> find(Node node) {
    for (Leftovers.Found found : leftovers.of(node)) {
      Fingerprint made = then(node);
      if (!found.fingerprint().equals(made.digest())) {
        made = wouldBe(node); // an earlier process may have gone on with changed code as well
      }
      if (found.fingerprint().equals(made.digest())) {
        return Optional.of(
            new PastStep(
                runId,
                recorded.pipeline(),
                node.name(),
                made.digest(),
                made.ingredients(),
                found.output(),
                found.at(),
                Duration.ZERO));
      }
      if (node instanceof Node.Write) {
        throw refused(Leftovers.foreign(node, found));
      }
    }
    return Optional.empty();
  }

  private Fingerprint wouldBe(Node node) {
    Map<String, Fingerprint> before = Map.copyOf(now);
    shape.fused(node).forEach(this::present);
    present(node);
    Fingerprint is = now.get(node.name());
    now.clear();
    now.putAll(before);
    return is;
  }

  /** What stands for a node in this run: its own result, or the one that the plan reuses. */
  Optional<PastStep> past(Node node) {
    return own(node)
        .or(() -> left(node))
        .or(
            () ->
                step(node)
                    .flatMap(RecordedPlan.Step::reuses)
                    .map(from -> finished(from.run()).get(from.step()))
                    .filter(p -> p.fingerprint().equals(step(node).orElseThrow().fingerprint())));
  }

  private Map<String, PastStep> finished(String run) {
    return finished.computeIfAbsent(run, services.history()::finished);
  }

  /** Whether a gate said no, in this run or in the one that is reused. */
  boolean isRefused(Node node) {
    return past(node)
        .filter(p -> p.output() instanceof StepOutput.Version v && v.version().isEmpty())
        .isPresent();
  }

  /**
   * Refuses to go on where others have replaced since what this run has replaced or would replace:
   * its tables would be of two runs, and older rows lie over newer ones.
   */
  void refuseOverwritten() {
    for (Node node : shape.order()) {
      if (node instanceof Node.Write write && write.how() == Writes.REPLACE) {
        overwritten(write)
            .ifPresent(
                why -> {
                  throw refused("table " + write.table().name() + " " + why + "; start a new run");
                });
      }
    }
  }

  private Optional<String> overwritten(Node.Write write) {
    Optional<StepOutput.Rows> own =
        own(write)
            .or(() -> left(write))
            .map(PastStep::output)
            .filter(StepOutput.Rows.class::isInstance)
            .map(StepOutput.Rows.class::cast);
    Optional<TableState> state =
        services.tables().latest(recorded.locations().get(write.table().name()));
    if (state.isEmpty()) {
      return own.map(rows -> "is gone since");
    }
    if (own.filter(r -> !r.version().tableId().equals(state.get().tableId())).isPresent()) {
      return Optional.of("was made anew since");
    }
    RowRange range =
        recorded
            .interval()
            .filter(i -> write.table().interval().isPresent())
            .map(i -> Resolver.range(write.table(), i))
            .orElse(RowRange.all());
    Optional<String> transaction = Optional.of(Transactions.of(runId, write, recorded.interval()));
    long since =
        own.map(rows -> rows.version().version())
            .orElseGet(() -> recorded.written().getOrDefault(write.table().name(), -1L));
    Optional<TableCommit> change = state.get().changeSince(since, range, transaction);
    while (change.filter(c -> runId.equals(c.provenance().get("run"))).isPresent()) {
      change = state.get().changeSince(change.get().version(), range, transaction);
    }
    return change.map(c -> "was changed since by " + c);
  }

  /** Takes a node's code as it is now. */
  void present(Node node) {
    now.put(node.name(), fingerprint(node));
  }

  /** The identity of a node with the code of now and all else as it was found then. */
  private Fingerprint fingerprint(Node node) {
    Map<String, String> then = step(node).orElseThrow(() -> declaredOtherwise(node)).ingredients();
    Map<String, String> is = new TreeMap<>(then);
    is.keySet().removeIf(name -> !Fingerprinter.isFound(name));
    is.putAll(declared.of(node));
    List<Port> inputs = node.inputs();
    for (int i = 0; i < inputs.size(); i++) {
      if (!inputs.get(i).equals(Pipeline.INTERVAL)) {
        String name = Fingerprinter.input(i, inputs.get(i));
        if (!then.containsKey(name)) {
          throw declaredOtherwise(node);
        }
        is.put(name, digest(inputs.get(i).step()));
      }
    }
    if (node instanceof Node.Ingest ingest) {
      unmoved(ingest, then);
    }
    return Fingerprint.of(is);
  }

  private IllegalArgumentException declaredOtherwise(Node node) {
    return refused(
        "step " + node.name() + " is declared otherwise since it was planned, run the pipeline");
  }

  private String digest(String step) {
    if (now.containsKey(step)) {
      return now.get(step).digest();
    }
    return Optional.ofNullable(finished(runId).get(step))
        .or(() -> left.getOrDefault(step, Optional.empty()))
        .map(PastStep::fingerprint)
        .orElseGet(() -> recorded.steps().get(step).fingerprint());
  }

  private void unmoved(Node.Ingest ingest, Map<String, String> then) {
    Map<String, String> found;
    try {
      found = new Sources(services, request.nonce()).of(ingest);
    } catch (Exception e) {
      throw new IllegalArgumentException("Cannot " + doing + ": " + e, e);
    }
    found.forEach(
        (name, value) -> {
          if (!value.startsWith(Fingerprinter.UNKNOWN) && !value.equals(then.get(name))) {
            throw refused(
                name
                    + " of step "
                    + ingest.name()
                    + " has changed since it was planned and has no"
                    + " versions to go back to, run the pipeline");
          }
        });
  }

  /** The reason that the plan gave for a step, and what has changed since in what it is made of. */
  String reason(Node node, List<Node> inside) {
    List<String> changes = new ArrayList<>();
    inside.forEach(
        each ->
            now.get(each.name()).changesSince(then(each).ingredients()).stream()
                .filter(change -> !change.startsWith(Fingerprinter.INPUT))
                .forEach(changes::add));
    return step(node).orElseThrow().reason()
        + (changes.isEmpty() ? "" : "; since then " + Reasons.few(changes));
  }

  /** Whether this run has finished a node as it would be done now. */
  boolean isUnchanged(Node node) {
    return own(node).filter(p -> p.fingerprint().equals(now.get(node.name()).digest())).isPresent();
  }

  PlannedStep planned(Node node, Decision decision) {
    Optional<PastStep> past =
        switch (decision.verb()) {
          case REUSE, ADOPT -> past(node);
          case RECOMPUTE -> own(node);
          default -> Optional.empty();
        };
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
}
