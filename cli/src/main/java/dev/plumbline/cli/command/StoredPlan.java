package dev.plumbline.cli.command;

import dev.plumbline.pipeline.json.Json;
import dev.plumbline.runner.plan.Plan;
import dev.plumbline.runner.plan.PlanJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A plan in a file, with the words it was asked for by, so that a run of it plans the same again
 * and refuses if anything has moved.
 *
 * @param words the pipeline and the options, as they are typed after {@code plumb run}
 * @param plan what {@link PlanJson} wrote
 */
record StoredPlan(List<String> words, String plan) {
  private static final String FORMAT = "plumbline-stored-plan-1";

  StoredPlan {
    words = List.copyOf(words);
  }

  static StoredPlan of(List<String> words, Plan plan) {
    return new StoredPlan(words, PlanJson.write(plan));
  }

  String write() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("format", FORMAT);
    tree.put("run", words);
    tree.put("plan", Json.parse(plan));
    return Json.write(tree) + "\n";
  }

  static StoredPlan read(String text) {
    Optional<Map<?, ?>> tree = Optional.empty();
    try {
      if (Json.parse(text) instanceof Map<?, ?> map && FORMAT.equals(map.get("format"))) {
        tree = Optional.of(map);
      }
    } catch (IllegalArgumentException e) {
      // Told below, as for any other file that is no plan.
    }
    Map<?, ?> map =
        tree.orElseThrow(
            () ->
                new UsageException(
                    "Cannot read the stored plan: it is none, write one with plan --out"));
    List<String> words = new ArrayList<>();
    ((List<?>) map.get("run")).forEach(word -> words.add((String) word));
    return new StoredPlan(words, Json.write(map.get("plan")));
  }

  /** What moved since; empty when a run of the plan made now is a run of this one. */
  List<String> differences(Plan now) {
    return PlanJson.differences(plan, now);
  }
}
