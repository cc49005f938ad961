package dev.plumbline.runner.local;

import dev.plumbline.pipeline.JoinStep;
import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.Output;
import dev.plumbline.runner.engine.RowPlan;
import dev.plumbline.runner.value.Keys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    Map<Object, List<R>> rights = new HashMap<>();
    stages.push(
        plan.inputs().get(1),
        Stages.mapped(
            plan.step(),
            row -> {
              Object key = Keys.of(typed.right((R) row));
              if (!Keys.hasNull(key)) {
                rights.computeIfAbsent(key, k -> new ArrayList<>()).add((R) row);
              }
            }));
    stages.push(
        plan.inputs().get(0),
        Stages.mapped(
            plan.step(),
            row -> {
              L left = (L) row;
              Object key = Keys.of(typed.left(left));
              List<R> matches = Keys.hasNull(key) ? null : rights.get(key);
              if (matches == null) {
                typed.join(left, Optional.empty(), out);
              } else {
                for (R right : matches) {
                  typed.join(left, Optional.of(right), out);
                }
              }
            }));
  }
}
