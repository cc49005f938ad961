package dev.plumbline.tracking.pipeline;

import dev.plumbline.pipeline.event.Profile;
import dev.plumbline.pipeline.json.Json;
import dev.plumbline.pipeline.json.RecordJson;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code profile.json} tells beside the columns: the rows of a write and of the steps that
 * were done within it. Written before the commit, so that it is there when the process ends after
 * it.
 */
record StagedProfile(long rows, Map<String, Long> steps) {
  private static final String STEPS = "steps";

  static String write(Profile profile, Map<String, Long> steps) {
    String columns = RecordJson.write(profile);
    String counted = Json.write(new TreeMap<>(steps));
    return columns.substring(0, columns.length() - 1) + ",\"" + STEPS + "\":" + counted + "}";
  }

  static StagedProfile read(String text) {
    Map<?, ?> tree = (Map<?, ?>) Json.parse(text);
    Map<String, Long> steps = new TreeMap<>();
    if (tree.get(STEPS) instanceof Map<?, ?> counted) {
      counted.forEach((step, rows) -> steps.put((String) step, ((BigDecimal) rows).longValue()));
    }
    return new StagedProfile(((BigDecimal) tree.get("rows")).longValue(), steps);
  }
}
