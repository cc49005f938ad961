package dev.plumbline.runner.local;

import dev.plumbline.pipeline.GroupStep;
import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.Output;
import dev.plumbline.runner.engine.RowPlan;
import dev.plumbline.runner.value.GivenKey;
import dev.plumbline.runner.value.Keys;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Groups rows in memory; groups come in the order of their keys. */
final class Grouping {
  private final Stages stages;

  Grouping(Stages stages) {
    this.stages = stages;
  }

  void push(RowPlan.Step plan, Node.Group node, Output<Object> out) {
    group(node.group(), plan, out);
  }

  @SuppressWarnings("unchecked")
  private <K, I> void group(GroupStep<K, I, ?> step, RowPlan.Step plan, Output<Object> out) {
    GroupStep<K, I, Object> typed = (GroupStep<K, I, Object>) step;
    TreeMap<Object, Members<K, I>> groups = new TreeMap<>(Keys.ORDER);
    stages.push(
        plan.inputs().get(0),
        Stages.mapped(
            plan.step(),
            row -> {
              K key = typed.key((I) row);
              groups
                  .computeIfAbsent(Keys.of(key), k -> new Members<>(GivenKey.of(key)))
                  .rows
                  .add((I) row);
            }));
    Consumer<Object> apply =
        Stages.mapped(
            plan.step(),
            group -> {
              Members<K, I> members = (Members<K, I>) group;
              typed.apply(members.key, members.rows.iterator(), out);
            });
    groups.values().forEach(apply);
  }

  /** One group. */
  private static final class Members<K, I> {
    private final K key;
    private final List<I> rows = new ArrayList<>();

    Members(K key) {
      this.key = key;
    }
  }
}
