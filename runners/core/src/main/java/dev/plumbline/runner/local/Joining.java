package dev.plumbline.runner.local;

import dev.plumbline.pipeline.JoinStep;
import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.Output;
import dev.plumbline.runner.engine.RowPlan;
import dev.plumbline.runner.value.JoinTable;

/** Joins: the right side is held in memory by key, the left side streams past it. */
final class Joining {
  private final Stages stages;

  Joining(Stages stages) {
    this.stages = stages;
  }

  void push(RowPlan.Step plan, Node.Join node, Output<Object> out) {
    join(node.join(), plan, out);
  }

  @SuppressWarnings("unchecked")
  private <K, L, R> void join(JoinStep<K, L, R, ?> step, RowPlan.Step plan, Output<Object> out) {
    JoinStep<K, L, R, Object> typed = (JoinStep<K, L, R, Object>) step;
    JoinTable<R> table = new JoinTable<>();
    stages.push(plan.inputs().get(1), Stages.mapped(plan.step(), row -> table.add(typed, (R) row)));
    stages.push(
        plan.inputs().get(0), Stages.mapped(plan.step(), row -> table.join(typed, (L) row, out)));
  }
}
