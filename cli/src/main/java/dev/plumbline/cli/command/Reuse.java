package dev.plumbline.cli.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a step takes over from an earlier run, as it was recorded.
 *
 * @param step the step's name in that run
 * @param made the table version, the model version or the model's place; empty for numbers and rows
 */
record Reuse(String run, String step, Optional<String> made) {
  static Reuse of(Map<?, ?> tree) {
    Optional<String> made = Optional.empty();
    for (String key : new String[] {"table", "model", "location"}) {
      made = made.or(() -> Optional.ofNullable((String) tree.get(key)));
    }
    return new Reuse((String) tree.get("run"), (String) tree.get("step"), made);
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("run", run);
    tree.put("step", step);
    tree.put("made", made.orElse(null));
    return tree;
  }

  @Override
  public String toString() {
    return made.map(what -> what + " of run " + run).orElse("run " + run);
  }
}
