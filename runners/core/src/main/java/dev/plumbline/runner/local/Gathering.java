package dev.plumbline.runner.local;

import dev.plumbline.pipeline.CombineStep;
import dev.plumbline.pipeline.GroupStep;
import dev.plumbline.pipeline.Output;
import dev.plumbline.runner.engine.RowPlan;
import dev.plumbline.runner.value.GivenKey;
import dev.plumbline.runner.value.Keys;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** Gathers rows by key in memory, as lists or as sums; keys come in their order. */
final class Gathering {
  private final Stages stages;
  private final RowPlan.Step plan;

  Gathering(Stages stages, RowPlan.Step plan) {
    this.stages = stages;
    this.plan = plan;
  }

  @SuppressWarnings("unchecked")
  <K, I, O> void group(GroupStep<K, I, O> step, Output<Object> out) {
    this.<K, I, List<I>>gather(
        step::key,
        ArrayList::new,
        (rows, row) -> {
          rows.add(row);
          return rows;
        },
        (key, rows) -> step.apply(key, rows.iterator(), (Output<O>) (Output<?>) out));
  }

  @SuppressWarnings("unchecked")
  <K, I, A, O> void combine(CombineStep<K, I, A, O> step, Output<Object> out) {
    this.<K, I, A>gather(
        step::key,
        step::zero,
        step::add,
        (key, sum) -> step.finish(key, sum, (Output<O>) (Output<?>) out));
  }

  @SuppressWarnings("unchecked")
  private <K, I, A> void gather(
      Function<I, K> keyOf, Supplier<A> zero, BiFunction<A, I, A> add, Finish<K, A> finish) {
    TreeMap<Object, Gathered<K, A>> all = new TreeMap<>(Keys.ORDER);
    stages.push(
        plan.inputs().get(0),
        Stages.mapped(
            plan.step(),
            row -> {
              K key = keyOf.apply((I) row);
              Gathered<K, A> one =
                  all.computeIfAbsent(
                      Keys.of(key), k -> new Gathered<>(GivenKey.of(key), zero.get()));
              one.value = add.apply(one.value, (I) row);
            }));
    Stages.mapped(
            plan.step(),
            nothing -> {
              for (Gathered<K, A> one : all.values()) {
                finish.call(one.key, one.value);
              }
            })
        .accept(plan);
  }

  /** What a step makes of one key. */
  private interface Finish<K, A> {
    void call(K key, A value) throws Exception;
  }

  /** What one key has gathered so far. */
  private static final class Gathered<K, A> {
    private final K key;
    private A value;

    Gathered(K key, A value) {
      this.key = key;
      this.value = value;
    }
  }
}
