package dev.plumbline.runner.run;

import dev.plumbline.pipeline.EvaluateStep;
import dev.plumbline.pipeline.Gate;
import dev.plumbline.pipeline.Metrics;
import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.port.ModelRegistry.Registered;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.engine.ModelFiles;
import dev.plumbline.runner.engine.RowPlan;
import dev.plumbline.runner.engine.StepFailure;
import dev.plumbline.runner.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Evaluates a model, and the versions that a gate compares it with, on the same rows. */
final class Evaluator {
  private final Plan plan;
  private final OpenEngine engine;
  private final Results results;

  Evaluator(Plan plan, OpenEngine engine, Results results) {
    this.plan = plan;
    this.engine = engine;
    this.results = results;
  }

  Metrics own(Node.Evaluate node, RowPlan rows, StepProgress progress) {
    Node model = plan.step(node.model().step()).node();
    return metrics(node, rows, results.model(model, node.features(), node.prediction()), progress);
  }

  /** Every version that some gate over this evaluation names and that exists. */
  List<Evaluation.Compared> others(Node.Evaluate node, RowPlan rows, StepProgress progress) {
    List<Evaluation.Compared> others = new ArrayList<>();
    for (Node each : plan.pipeline().nodes()) {
      if (each instanceof Node.Register register && register.metrics().step().equals(node.name())) {
        for (Gate.NotWorseThan gate : register.gate().comparisons()) {
          plan.pins()
              .champion(register.name(), gate.than())
              .map(v -> other(node, rows, gate, v, progress))
              .ifPresent(others::add);
        }
      }
    }
    return others;
  }

  private Evaluation.Compared other(
      Node.Evaluate node,
      RowPlan rows,
      Gate.NotWorseThan gate,
      Registered version,
      StepProgress progress) {
    String ref = gate.than().toString();
    try {
      ModelFiles files = results.files(version, node.features(), node.prediction());
      Metrics metrics = metrics(node, rows, files, progress);
      return new Evaluation.Compared(ref, version.version(), Optional.of(metrics), "");
    } catch (IllegalArgumentException e) {
      return new Evaluation.Compared(
          ref, version.version(), Optional.empty(), "can't score these rows: " + e.getMessage());
    }
  }

  private Metrics metrics(
      Node.Evaluate node, RowPlan rows, ModelFiles model, StepProgress progress) {
    Record sum = engine.get().evaluate(rows, node, model, Schema.of(node.sum()), progress);
    try {
      return finish(node.evaluate(), sum);
    } catch (RuntimeException e) {
      throw new StepFailure(node.name(), e);
    }
  }

  @SuppressWarnings("unchecked")
  private static <A> Metrics finish(EvaluateStep<?, ?, ?, A> step, Record sum) {
    return step.finish((A) sum);
  }
}
