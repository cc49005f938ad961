package dev.plumbline.dags.conf;

import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.Pipeline;
import dev.plumbline.pipeline.Port;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Which tasks a pipeline becomes, and which waits for which. */
final class Graph {
  /** How a pipeline is cut into tasks. */
  enum Cut {
    /** A task for each step that keeps something, with those that are done with it. */
    FUSED,
    /** A task for each step; those that are done with others only show where they belong. */
    STEPS,
    /** One task for the pipeline. */
    PIPELINE
  }

  /**
   * A task before its settings.
   *
   * @param does the steps that are done in it
   */
  record Knot(String id, Kind kind, List<String> does, List<String> after) {}

  /** What a task calls. */
  enum Kind {
    PLAN,
    STEP,
    SHOWN,
    RUN
  }

  private final List<Knot> knots = new ArrayList<>();

  Graph(Pipeline pipeline, List<Unit> units, Cut cut) {
    List<String> steps = pipeline.nodes().stream().map(Node::name).toList();
    if (cut == Cut.PIPELINE) {
      knots.add(new Knot(free("run", List.of()), Kind.RUN, steps, List.of()));
      return;
    }
    String plan = free("plan", steps);
    knots.add(new Knot(plan, Kind.PLAN, List.of(), List.of()));
    Map<String, Knot> all = new LinkedHashMap<>();
    for (Unit unit : units) {
      Set<String> after = new LinkedHashSet<>(unit.after());
      if (cut == Cut.STEPS) {
        Node node = pipeline.node(unit.step()).orElseThrow();
        after.addAll(inputs(pipeline, node).stream().filter(unit.with()::contains).toList());
        unit.with().forEach(s -> all.computeIfAbsent(s, name -> shown(pipeline, name)));
      }
      List<String> does = new ArrayList<>(unit.with());
      does.add(unit.step());
      all.put(unit.step(), new Knot(unit.step(), Kind.STEP, does, List.copyOf(after)));
    }
    Map<String, Knot> sorted = new TreeMap<>();
    all.values().forEach(knot -> sort(knot, all, plan, sorted));
  }

  private static Knot shown(Pipeline pipeline, String step) {
    Node node = pipeline.node(step).orElseThrow();
    return new Knot(step, Kind.SHOWN, List.of(step), inputs(pipeline, node));
  }

  private static List<String> inputs(Pipeline pipeline, Node node) {
    return node.inputs().stream()
        .map(Port::step)
        .distinct()
        .filter(s -> pipeline.node(s).isPresent())
        .toList();
  }

  /** Each behind those that it needs, otherwise as they are declared. */
  private void sort(Knot knot, Map<String, Knot> all, String plan, Map<String, Knot> sorted) {
    if (sorted.putIfAbsent(knot.id(), knot) != null) {
      return;
    }
    List<String> after = knot.after().stream().filter(all::containsKey).toList();
    after.forEach(a -> sort(all.get(a), all, plan, sorted));
    knots.add(
        new Knot(knot.id(), knot.kind(), knot.does(), after.isEmpty() ? List.of(plan) : after));
  }

  /** Steps' names hold no underscore. */
  private static String free(String name, List<String> taken) {
    return Optional.of(name).filter(n -> !taken.contains(n)).orElse(name + "_");
  }

  /** Each behind those that it needs. */
  List<Knot> knots() {
    return List.copyOf(knots);
  }
}
