package dev.plumbline.tracking.pipeline;

import dev.plumbline.pipeline.event.Profile;
import dev.plumbline.pipeline.json.Json;
import dev.plumbline.pipeline.json.RecordJson;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What {@code profile.json} tells beside the columns: the rows of a write, and those that were
 * counted in it or in a training and in the steps done within. Written before the commit, so that
 * it is there when the process ends after it.
 *
 * @param rows empty for a model
 */
record StagedProfile(OptionalLong rows, Map<String, Long> steps) {
  private static final String STEPS = "steps";

  static String write(Optional<Profile> profile, Map<String, Long> steps) {
    String counted = "\"" + STEPS + "\":" + Json.write(new TreeMap<>(steps)) + "}";
    return profile
        .map(RecordJson::write)
        .map(columns -> columns.substring(0, columns.length() - 1) + "," + counted)
        .orElse("{" + counted);
  }

  static StagedProfile read(String text) {
    Map<?, ?> tree = (Map<?, ?>) Json.parse(text);
    Map<String, Long> steps = new TreeMap<>();
    if (tree.get(STEPS) instanceof Map<?, ?> counted) {
      counted.forEach((step, rows) -> steps.put((String) step, ((BigDecimal) rows).longValue()));
    }
    OptionalLong rows =
        tree.get("rows") instanceof BigDecimal count
            ? OptionalLong.of(count.longValue())
            : OptionalLong.empty();
    return new StagedProfile(rows, steps);
  }
}
