package dev.plumbline.runner.local;

import dev.plumbline.pipeline.CombineStep;
import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.Output;
import dev.plumbline.runner.engine.RowPlan;
import dev.plumbline.runner.value.GivenKey;
import dev.plumbline.runner.value.Keys;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Sums up by key, one sum for each in memory; keys come in their order. */
final class Combining {
  private final Stages stages;

  Combining(Stages stages) {
    this.stages = stages;
  }

  void push(RowPlan.Step plan, Node.Combine node, Output<Object> out) {
    combine(node.combine(), plan, out);
  }

  @SuppressWarnings("unchecked")
  private <K, I, A> void combine(
      CombineStep<K, I, A, ?> step, RowPlan.Step plan, Output<Object> out) {
    CombineStep<K, I, A, Object> typed = (CombineStep<K, I, A, Object>) step;
    TreeMap<Object, Summed<K, A>> sums = new TreeMap<>(Keys.ORDER);
    stages.push(
        plan.inputs().get(0),
        Stages.mapped(
            plan.step(),
            row -> {
              K key = typed.key((I) row);
              Summed<K, A> sum =
                  sums.computeIfAbsent(
                      Keys.of(key), k -> new Summed<>(GivenKey.of(key), typed.zero()));
              sum.value = typed.add(sum.value, (I) row);
            }));
    Consumer<Object> finish =
        Stages.mapped(
            plan.step(),
            each -> {
              Summed<K, A> sum = (Summed<K, A>) each;
              typed.finish(sum.key, sum.value, out);
            });
    sums.values().forEach(finish);
  }

  /** The sum of one key. */
  private static final class Summed<K, A> {
    private final K key;
    private A value;

    Summed(K key, A value) {
      this.key = key;
      this.value = value;
    }
  }
}
