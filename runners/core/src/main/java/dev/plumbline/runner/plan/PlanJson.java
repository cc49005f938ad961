package dev.plumbline.runner.plan;

import dev.plumbline.pipeline.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The stored form of a plan: what it resolved and decided. A run that is given one plans again and
 * refuses when anything differs, naming it.
 */
public final class PlanJson {
  private PlanJson() {}

  public static String write(Plan plan) {
    return Json.write(tree(plan));
  }

  private static Map<String, Object> tree(Plan plan) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("format", "plumbline-plan-1");
    tree.put("pipeline", plan.pipeline().name());
    tree.put("interval", plan.interval().map(Object::toString).orElse(null));
    tree.put("engine", plan.engine());
    Map<String, Object> tables = new TreeMap<>();
    plan.pins()
        .reads()
        .forEach(
            (step, pinned) ->
                tables.put(
                    step,
                    pinned.version()
                        + " of "
                        + pinned.version().tableId()
                        + ", "
                        + pinned.range()));
    tree.put("tables", tables);
    Map<String, Object> models = new TreeMap<>();
    plan.pins().models().forEach((step, v) -> models.put(step, v.model() + " " + v.version()));
    plan.pins().champions().forEach((ref, v) -> models.put(ref, v.model() + " " + v.version()));
    plan.pins().aliases().forEach((step, v) -> models.put(step + " promotes from", "version " + v));
    tree.put("models", models);
    LastingFingerprints lasting = LastingFingerprints.of(plan);
    List<Object> steps = new ArrayList<>();
    for (PlannedStep step : plan.steps()) {
      Map<String, Object> each = new LinkedHashMap<>();
      each.put("name", step.name());
      each.put("decision", step.decision().verb().name());
      each.put("reason", step.decision().reason());
      each.put("fingerprint", lasting.digest(step.name()));
      steps.add(each);
    }
    tree.put("steps", steps);
    return tree;
  }

  /**
   * What moved between a stored plan and one made now, each in words; empty when a run of the one
   * is a run of the other.
   *
   * @throws IllegalArgumentException when the text is no stored plan
   */
  public static List<String> differences(String stored, Plan now) {
    Map<?, ?> before = stored(stored);
    Map<?, ?> after = (Map<?, ?>) Json.parse(write(now));
    List<String> moved = new ArrayList<>();
    for (String part : List.of("pipeline", "interval", "engine")) {
      compare(part, before.get(part), after.get(part), moved);
    }
    for (String part : List.of("tables", "models")) {
      entries(part, (Map<?, ?>) before.get(part), (Map<?, ?>) after.get(part), moved);
    }
    Map<String, Map<?, ?>> steps = steps(before);
    Map<String, Map<?, ?>> present = steps(after);
    entries("steps", steps, present, moved);
    return moved;
  }

  private static Map<?, ?> stored(String text) {
    if (Json.parse(text) instanceof Map<?, ?> plan
        && "plumbline-plan-1".equals(plan.get("format"))
        && plan.get("tables") instanceof Map<?, ?>
        && plan.get("models") instanceof Map<?, ?>
        && plan.get("steps") instanceof List<?> steps
        && steps.stream().allMatch(Map.class::isInstance)) {
      return plan;
    }
    throw new IllegalArgumentException(
        "Cannot read the stored plan: it is none, write one with plan --out");
  }

  private static Map<String, Map<?, ?>> steps(Map<?, ?> plan) {
    Map<String, Map<?, ?>> steps = new LinkedHashMap<>();
    for (Object each : (List<?>) plan.get("steps")) {
      Map<?, ?> step = new LinkedHashMap<>((Map<?, ?>) each);
      step.remove("reason");
      steps.put(String.valueOf(step.get("name")), step);
    }
    return steps;
  }

  private static void entries(String part, Map<?, ?> before, Map<?, ?> after, List<String> moved) {
    TreeMap<Object, Object> all = new TreeMap<>(before);
    all.putAll(after);
    all.keySet().forEach(key -> compare(part + " " + key, before.get(key), after.get(key), moved));
  }

  private static void compare(String what, Object before, Object after, List<String> moved) {
    if (before == null ? after != null : !before.equals(after)) {
      moved.add(what + " was " + Json.write(before) + ", is " + Json.write(after));
    }
  }
}
