package dev.plumbline.tracking.pipeline;

import dev.plumbline.pipeline.event.RunEvent;
import dev.plumbline.pipeline.event.StepOutput;
import dev.plumbline.pipeline.json.Json;
import dev.plumbline.tracking.RunData;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What a run takes over from earlier ones, by step; see {@link RunTags#REUSES}. */
final class Reuses {
  private Reuses() {}

  static Map<String, Object> of(RunEvent.Reused event) {
    Map<String, Object> from = new LinkedHashMap<>();
    from.put("run", event.from());
    from.put("step", event.made());
    StepOutput output = event.output();
    if (output instanceof StepOutput.Rows rows) {
      from.put("table", rows.version().toString());
    } else if (output instanceof StepOutput.ModelDirectory model) {
      from.put("location", model.location().toString());
    } else if (output instanceof StepOutput.Version version && version.version().isPresent()) {
      from.put("model", version.model() + "/" + version.version().get());
    }
    return from;
  }

  /** What an earlier task of the same run recorded. */
  static Map<String, Object> read(RunData data) {
    Map<String, Object> all = new TreeMap<>();
    LongText.read(data, RunTags.REUSES)
        .map(Json::parse)
        .ifPresent(
            tree -> ((Map<?, ?>) tree).forEach((step, from) -> all.put((String) step, from)));
    return all;
  }
}
