package dev.plumbline.cli.command;

import dev.plumbline.pipeline.event.RunStatus;
import dev.plumbline.tracking.pipeline.RunTags;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One step of a recorded run.
 *
 * @param ended its status, and why behind a colon
 * @param reuse what it takes over, if it does
 * @param made the step's run that did the work: one of this run, or the one that is reused; empty
 *     for a step that did none
 */
record RecordedStep(String name, String ended, Optional<Reuse> reuse, Optional<RecordedRun> made) {
  String status() {
    int colon = ended.indexOf(':');
    return colon < 0 ? ended : ended.substring(0, colon);
  }

  boolean isReused() {
    return status().equals(RunStatus.REUSED.name());
  }

  /** Numbers by name, without times and the counts of rows between steps. */
  Map<String, Double> metrics() {
    Map<String, Double> all = made.map(RecordedRun::metrics).orElseGet(TreeMap::new);
    all.keySet().removeIf(name -> name.equals(RunTags.TOOK) || name.startsWith("rows."));
    return all;
  }

  List<String> inputs() {
    return made.map(RecordedRun::inputs).orElse(List.of());
  }

  /** The table version or model version that there is since; empty for none. */
  String output() {
    return made.map(run -> run.tag(RunTags.TABLE) + run.tag(RunTags.MODEL_VERSION)).orElse("");
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("step", name);
    tree.put("status", status());
    tree.put(
        "why", ended.length() > status().length() ? ended.substring(status().length() + 2) : null);
    tree.put("reuses", reuse.map(Reuse::tree).orElse(null));
    tree.put("run", made.map(RecordedRun::id).orElse(null));
    tree.put("kind", made.map(r -> r.tag(RunTags.KIND)).orElse(null));
    tree.put("seconds", made.flatMap(RecordedRun::seconds).orElse(null));
    tree.put("fingerprint", made.map(r -> r.tag(RunTags.FINGERPRINT)).orElse(null));
    tree.put("table", made.flatMap(r -> r.run().data().tag(RunTags.TABLE)).orElse(null));
    tree.put("model", made.flatMap(r -> r.run().data().tag(RunTags.MODEL_VERSION)).orElse(null));
    tree.put("inputs", inputs());
    tree.put("metrics", made.map(RecordedRun::numbers).orElseGet(TreeMap::new));
    tree.put("artifacts", made.map(r -> r.run().info().artifactUri()).orElse(null));
    return tree;
  }
}
