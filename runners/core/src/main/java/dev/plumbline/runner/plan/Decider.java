package dev.plumbline.runner.plan;

import dev.plumbline.pipeline.Gate;
import dev.plumbline.pipeline.ModelRef;
import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.Writes;
import dev.plumbline.pipeline.event.StepOutput;
import dev.plumbline.pipeline.port.ModelRegistry.Registered;
import dev.plumbline.pipeline.port.PastStep;
import dev.plumbline.runner.table.RowRange;
import dev.plumbline.runner.table.TableCommit;
import dev.plumbline.runner.table.TableState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides what a run does with each node. */
final class Decider {
  private final PlanningServices services;
  private final PlanRequest request;
  private final Shape shape;
  private final Resolver resolver;
  private final Pins pins;
  private final Map<String, Fingerprint> fingerprints;
  private final Map<String, PastStep> same;
  private final Map<String, PastStep> latest;
  private final Map<String, Decision> decisions = new HashMap<>();
  private final Map<String, String> reasons = new HashMap<>();
  private final Set<String> passedOn = new HashSet<>();
  private final Set<String> forced = new HashSet<>();

  Decider(
      PlanningServices services,
      PlanRequest request,
      Shape shape,
      Resolver resolver,
      Pins pins,
      Map<String, Fingerprint> fingerprints,
      Map<String, PastStep> same,
      Map<String, PastStep> latest) {
    this.services = services;
    this.request = request;
    this.shape = shape;
    this.resolver = resolver;
    this.pins = pins;
    this.fingerprints = fingerprints;
    this.same = same;
    this.latest = latest;
    request.selection().from().map(shape::downstream).ifPresent(forced::addAll);
  }

  Map<String, Decision> all() {
    List<Node> nodes = request.pipeline().nodes();
    if (nodes.stream().anyMatch(n -> past(n) == null)) {
      nodes.forEach(this::whyNew); // in order, so that none looks far back
    }
    shape.order().forEach(n -> decisions.put(n.name(), kept(n)));
    request.selection().to().ifPresent(this::leaveOut);
    for (Node node : request.pipeline().nodes()) {
      decisions.computeIfAbsent(node.name(), name -> fused(node));
    }
    return decisions;
  }

  private void leaveOut(String to) {
    Set<String> wanted = shape.upstream(to);
    decisions.replaceAll(
        (name, decision) ->
            wanted.contains(name) ? decision : Decision.skip("not needed for --to " + to));
  }

  private Decision kept(Node node) {
    for (Node before : shape.keptBefore(node)) {
      Decision decision = decisions.get(before.name());
      if (decision.verb() == Verb.BLOCKED) {
        return Decision.blocked("needs " + before.name());
      }
      if (decision.verb() == Verb.SKIP) {
        return Decision.skip("needs " + before.name());
      }
    }
    if (node instanceof Node.Registered registered && !pins.models().containsKey(node.name())) {
      return Decision.blocked(
          "model "
              + registered.model()
              + " has no version "
              + request.modelVersion().<ModelRef>map(ModelRef::number).orElse(registered.ref())
              + ", train and promote one or name another");
    }
    Decision own = own(node);
    boolean gated =
        own.verb() == Verb.RUN && shape.keptBefore(node).stream().anyMatch(this::isGated);
    return gated ? new Decision(Verb.MAYBE, own.reason()) : refusedBefore(node).orElse(own);
  }

  /** Whether a node runs only if a gate that is not judged yet lets it. */
  private boolean isGated(Node before) {
    Verb verb = decisions.get(before.name()).verb();
    return verb == Verb.MAYBE || (before instanceof Node.Register && verb == Verb.RUN);
  }

  private Optional<Decision> refusedBefore(Node node) {
    return shape.keptBefore(node).stream()
        .filter(b -> decisions.get(b.name()).verb() == Verb.REUSE && refused(b))
        .findFirst()
        .map(b -> Decision.skip("the gate of " + b.name() + " refused"));
  }

  private boolean refused(Node node) {
    PastStep past = past(node);
    return past != null && past.output() instanceof StepOutput.Version v && v.version().isEmpty();
  }

  private PastStep past(Node node) {
    return same.get(fingerprints.get(node.name()).digest());
  }

  private Decision own(Node node) {
    PastStep past = past(node);
    if (request.selection().force()) {
      return Decision.run("forced");
    }
    if (forced.contains(node.name())) {
      return Decision.run("asked for by --from " + request.selection().from().orElseThrow());
    }
    if (node instanceof Node.Write write && write.how() == Writes.APPEND) {
      return Decision.append();
    }
    if (past == null) {
      return Decision.run(whyNew(node));
    }
    return gone(node, past)
        .or(() -> championMoved(node))
        .map(Decision::run)
        .orElseGet(() -> Decision.reuse("unchanged since run " + past.runId()));
  }

  private String whyNew(Node node) {
    String known = reasons.get(node.name());
    if (known == null) {
      known = reasonToRun(node);
      reasons.put(node.name(), known);
    }
    return known;
  }

  private String reasonToRun(Node node) {
    if (fingerprints.get(node.name()).ingredients().containsKey(Fingerprinter.VOLATILE)) {
      return "reads the world, always runs";
    }
    PastStep before = latest.get(node.name());
    if (before == null) {
      return "never ran" + request.interval().map(i -> " for " + i).orElse("");
    }
    List<String> changes = fingerprints.get(node.name()).changesSince(before.ingredients());
    return changes.isEmpty() ? "never finished" : root(node, changes);
  }

  /** Names what changed; a changed input is told by the changed ingredient of its own step. */
  private String root(Node node, List<String> changes) {
    List<String> told = changes.stream().filter(c -> !c.startsWith(Fingerprinter.INPUT)).toList();
    if (!told.isEmpty()) {
      return Reasons.few(told);
    }
    return node.inputs().stream()
        .filter(p -> changes.stream().anyMatch(c -> c.contains(" " + p + " ")))
        .map(p -> request.pipeline().node(p.step()))
        .flatMap(Optional::stream)
        .findFirst()
        .map(n -> behind(node, n))
        .orElseGet(() -> Reasons.few(changes));
  }

  /** The reason of the step where the change began, with its name. */
  private String behind(Node node, Node input) {
    String why = whyNew(input);
    boolean begins = !passedOn.contains(input.name());
    passedOn.add(node.name());
    return begins ? input.name() + ": " + why : why;
  }

  /** Why a recorded output no longer stands. */
  private Optional<String> gone(Node node, PastStep past) {
    if (past.output() instanceof StepOutput.Rows rows) {
      return tableChanged((Node.Write) node, rows);
    }
    if (past.output() instanceof StepOutput.ModelDirectory model) {
      return modelGone(model);
    }
    if (past.output() instanceof StepOutput.Version version && version.version().isPresent()) {
      int number = version.version().get();
      Optional<Registered> there =
          services.registry().find(version.model(), ModelRef.number(number));
      return there.isPresent()
          ? Optional.empty()
          : Optional.of(
              "version " + number + " of " + version.model() + " is no longer registered");
    }
    return Optional.empty();
  }

  private Optional<String> tableChanged(Node.Write write, StepOutput.Rows rows) {
    Optional<TableState> state = resolver.latest(rows.version().location());
    if (state.isEmpty()) {
      return Optional.of("table " + write.table().name() + " is gone");
    }
    if (!state.get().tableId().equals(rows.version().tableId())) {
      return Optional.of("table " + write.table().name() + " was made anew");
    }
    RowRange range =
        request
            .interval()
            .filter(i -> write.how() == Writes.REPLACE && write.table().interval().isPresent())
            .map(i -> Resolver.range(write.table(), i))
            .orElse(RowRange.all());
    Optional<TableCommit> foreign =
        state.get().changeSince(rows.version().version(), range, Optional.of(rows.transaction()));
    return foreign.map(c -> "table " + write.table().name() + " was changed by " + c);
  }

  private Optional<String> modelGone(StepOutput.ModelDirectory model) {
    try {
      String digest = services.models().get().verify(services.artifacts().fetch(model.location()));
      return digest.equals(model.digest())
          ? Optional.empty()
          : Optional.of("the model at " + model.location() + " is another");
    } catch (RuntimeException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** A gate that compares is judged again when what it compares with has moved elsewhere. */
  private Optional<String> championMoved(Node node) {
    for (Node each : request.pipeline().nodes()) {
      if (each instanceof Node.Register register
          && (each.name().equals(node.name()) || register.metrics().step().equals(node.name()))) {
        for (Gate.NotWorseThan gate : register.gate().comparisons()) {
          Optional<String> moved = moved(register, gate);
          if (moved.isPresent()) {
            return moved;
          }
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> moved(Node.Register register, Gate.NotWorseThan gate) {
    Integer now = pins.champion(register.name(), gate.than()).map(Registered::version).orElse(null);
    PastStep past = past(register);
    if (past == null || now == null) {
      return Optional.empty();
    }
    Optional<Integer> ours = ((StepOutput.Version) past.output()).version();
    String then = past.ingredients().get(championKey(gate));
    boolean stands = ours.filter(now::equals).isPresent() || now.toString().equals(then);
    return stands ? Optional.empty() : Optional.of(gate.than() + " is now version " + now);
  }

  /** The name under which a register step's fingerprint records what it compared with. */
  static String championKey(Gate.NotWorseThan gate) {
    return Fingerprint.ASIDE + "champion " + gate.than();
  }

  private Decision fused(Node node) {
    List<Node> users = shape.keptUsers(node);
    if (users.isEmpty()) {
      return Decision.skip("no step that keeps anything uses it");
    }
    List<Node> running = users.stream().filter(u -> decisions.get(u.name()).mayRun()).toList();
    if (running.isEmpty()) {
      Decision first = decisions.get(users.get(0).name());
      return first.verb() == Verb.REUSE
          ? Decision.reuse("its users are unchanged")
          : new Decision(first.verb(), "only for " + users.get(0).name());
    }
    boolean known = past(node) != null;
    boolean surely = running.stream().anyMatch(u -> decisions.get(u.name()).verb() != Verb.MAYBE);
    if (known) {
      return new Decision(surely ? Verb.RECOMPUTE : Verb.MAYBE, "for " + running.get(0).name());
    }
    return new Decision(surely ? Verb.RUN : Verb.MAYBE, whyNew(node));
  }
}
