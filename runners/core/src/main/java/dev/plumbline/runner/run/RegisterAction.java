package dev.plumbline.runner.run;

import dev.plumbline.pipeline.ModelRef;
import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.event.RunEvent;
import dev.plumbline.pipeline.event.StepOutput;
import dev.plumbline.pipeline.fault.FailPoint;
import dev.plumbline.pipeline.port.ModelRegistry;
import dev.plumbline.runner.plan.Plan;
import java.util.Optional;

/** Judges a gate, and registers and promotes what passes. */
final class RegisterAction {
  private final Plan plan;
  private final RunServices services;
  private final RunOptions options;
  private final Events events;
  private final Results results;

  RegisterAction(
      Plan plan, RunServices services, RunOptions options, Events events, Results results) {
    this.plan = plan;
    this.services = services;
    this.options = options;
    this.events = events;
    this.results = results;
  }

  StepOutput run(Node.Register node) throws InterruptedException {
    StepOutput.Json found =
        (StepOutput.Json) results.output(plan.step(node.metrics().step()).node());
    GateJudge.Verdict verdict = GateJudge.judge(node.gate(), Evaluation.of(found.json()));
    String why = String.join("; ", verdict.reasons());
    events.tell(
        s ->
            new RunEvent.GateJudged(
                s, node.name(), node.gate().toString(), verdict.passed(), verdict.reasons()));
    FailPoint.GATE_JUDGED.reached();
    if (!verdict.passed()) {
      return new StepOutput.Version(node.model(), Optional.empty(), why);
    }
    StepOutput.ModelDirectory model =
        (StepOutput.ModelDirectory) results.output(plan.step(node.trained().step()).node());
    events.check();
    services.ownership().check();
    ModelRegistry.Registered version =
        services
            .registry()
            .register(
                new ModelRegistry.Candidate(
                    node.model(),
                    model.location(),
                    model.digest(),
                    options.runId(),
                    model.location().toString(),
                    "Registered by "
                        + plan.pipeline().name()
                        + ", run "
                        + options.runId()
                        + ": "
                        + why));
    FailPoint.VERSION_REGISTERED.reached();
    Optional<String> alias = promote(node, version.version());
    FailPoint.ALIAS_MOVED.reached();
    events.tell(
        s -> new RunEvent.Registered(s, node.name(), node.model(), version.version(), alias));
    return new StepOutput.Version(node.model(), Optional.of(version.version()), why);
  }

  /** Whether an earlier try has moved it. */
  private boolean stands(String model, String alias, int version) {
    return services
        .registry()
        .find(model, ModelRef.alias(alias))
        .filter(v -> v.version() == version)
        .isPresent();
  }

  private Optional<String> promote(Node.Register node, int version) {
    Optional<String> alias = node.promotion().alias();
    if (alias.isEmpty()) {
      return alias;
    }
    Optional<Integer> expected = Optional.ofNullable(plan.pins().aliases().get(node.name()));
    boolean moved =
        expected.filter(e -> e == version).isPresent()
            || services.registry().promote(node.model(), alias.get(), expected, version)
            || stands(node.model(), alias.get(), version);
    if (!moved) {
      events.tell(
          s ->
              new RunEvent.Warned(
                  s,
                  node.name(),
                  "alias "
                      + alias.get()
                      + " of "
                      + node.model()
                      + " was moved by somebody else since the plan, it stays; promote version "
                      + version
                      + " by hand if it should"));
    }
    return moved ? alias : Optional.empty();
  }
}
