package dev.plumbline.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.engine.RowPlan;
import dev.plumbline.runner.value.Keys;
import dev.plumbline.testing.EngineContractSteps.Grouped;
import dev.plumbline.testing.EngineContractSteps.Pair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What every engine keeps of keys: rows group, combine and join by the value of their keys. */
public abstract class KeyedRowsContract extends EngineFixture {
  @Test
  void keysGroupByTheirValue() {
    var byScore = new EngineContractSteps.ByScore();
    assertThat(groups(new Node.Group("group", byScore, IN, Double.class, Schema.of(Grouped.class))))
        .containsExactlyInAnyOrderElementsOf(groups(byScore::key));
    var byPlace = new EngineContractSteps.ByPlace();
    assertThat(
            groups(
                new Node.Group(
                    "group", byPlace, IN, AllTypes.Place.class, Schema.of(Grouped.class))))
        .containsExactlyInAnyOrderElementsOf(groups(byPlace::key));
  }

  @Test
  void sumsCombineByTheirKeysValue() {
    var step = new EngineContractSteps.CountByScore();
    Node.Combine node =
        new Node.Combine(
            "combine",
            step,
            IN,
            Double.class,
            EngineContractSteps.Counted.class,
            Schema.of(Grouped.class));
    List<Grouped> expected = new ArrayList<>();
    Map<Object, List<AllTypes>> groups = new HashMap<>();
    SOURCE
        .all()
        .forEach(r -> groups.computeIfAbsent(Keys.of(step.key(r)), k -> new ArrayList<>()).add(r));
    groups.forEach(
        (key, rows) ->
            expected.add(
                new Grouped(
                    String.valueOf(key),
                    rows.size(),
                    List.of(rows.stream().mapToLong(AllTypes::count).sum()))));
    assertThat(this.<Grouped>collect(RowPlan.Step.out(node, SOURCE_PLAN)))
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(told.rows).containsEntry("combine", (long) expected.size());
  }

  private List<Grouped> groups(Node.Group node) {
    return collect(RowPlan.Step.out(node, SOURCE_PLAN));
  }

  private static List<Grouped> groups(Function<AllTypes, Object> key) {
    Map<Object, List<AllTypes>> groups = new HashMap<>();
    SOURCE
        .all()
        .forEach(r -> groups.computeIfAbsent(Keys.of(key.apply(r)), k -> new ArrayList<>()).add(r));
    return groups.values().stream()
        .map(
            rows ->
                Grouped.of(
                    dev.plumbline.runner.value.GivenKey.of(key.apply(rows.get(0))),
                    rows.iterator()))
        .toList();
  }

  @Test
  void aGroupNeedNotBeReadToItsEnd() {
    Node.Group node =
        new Node.Group(
            "group",
            new EngineContractSteps.ByColor(),
            IN,
            AllTypes.Color.class,
            Schema.of(Grouped.class));
    assertThat(this.<Grouped>collect(RowPlan.Step.out(node, SOURCE_PLAN)))
        .containsExactlyInAnyOrder(
            new Grouped("RED", 1, List.of()),
            new Grouped("GREEN", 1, List.of()),
            new Grouped("BLUE", 1, List.of()),
            new Grouped("null", 1, List.of()));
  }

  @Test
  protected void keysJoinByTheirValueAndNullsJoinNothing() {
    var onScore = new EngineContractSteps.OnScore();
    Node.Join node = new Node.Join("join", onScore, IN, IN, Double.class, Schema.of(Pair.class));
    assertThat(this.<Pair>collect(RowPlan.Step.out(node, SOURCE_PLAN, SOURCE_PLAN)))
        .containsExactlyInAnyOrderElementsOf(pairs(onScore::left, onScore::right));
    var onTwo = new EngineContractSteps.OnTwo();
    Node.Join two =
        new Node.Join(
            "join", onTwo, IN, IN, EngineContractSteps.TwoParts.class, Schema.of(Pair.class));
    assertThat(this.<Pair>collect(RowPlan.Step.out(two, SOURCE_PLAN, SOURCE_PLAN)))
        .containsExactlyInAnyOrderElementsOf(pairs(onTwo::left, onTwo::right));
    // The source is there twice and counted once.
    assertThat(told.rows).containsEntry("in", 450L);
  }

  private static List<Pair> pairs(
      Function<AllTypes, Object> leftKey, Function<AllTypes, Object> rightKey) {
    List<Pair> pairs = new ArrayList<>();
    for (AllTypes left : SOURCE.all()) {
      Object key = Keys.of(leftKey.apply(left));
      List<AllTypes> matches =
          SOURCE.all().stream()
              .filter(r -> !Keys.hasNull(key))
              .filter(r -> Objects.equals(Keys.of(rightKey.apply(r)), key))
              .toList();
      matches.forEach(r -> pairs.add(new Pair(left.id(), Optional.of(r.id()))));
      if (matches.isEmpty()) {
        pairs.add(new Pair(left.id(), Optional.empty()));
      }
    }
    return pairs;
  }
}
