package dev.plumbline.runner.run;

import dev.plumbline.pipeline.Metrics;
import dev.plumbline.pipeline.ModelRef;
import dev.plumbline.pipeline.json.RecordJson;
import java.util.List;
import java.util.Optional;

/**
 * What an evaluate step found, of the new model and of those that a gate compares it with, on the
 * same rows. Kept as canonical JSON, without the attachments.
 */
record Evaluation(Metrics metrics, List<Compared> others) {
  Evaluation {
    others = List.copyOf(others);
  }

  /**
   * Another version on the same rows.
   *
   * @param ref as the gate names it
   * @param metrics empty when it could not be scored, and {@code why} says so
   */
  record Compared(String ref, int version, Optional<Metrics> metrics, String why) {}

  Optional<Compared> compared(ModelRef ref) {
    return others.stream().filter(o -> o.ref().equals(ref.toString())).findFirst();
  }

  String json() {
    return RecordJson.write(
        new Evaluation(
            bare(metrics),
            others.stream()
                .map(
                    o ->
                        new Compared(
                            o.ref(), o.version(), o.metrics().map(Evaluation::bare), o.why()))
                .toList()));
  }

  static Evaluation of(String json) {
    return RecordJson.read(Evaluation.class, json);
  }

  private static Metrics bare(Metrics metrics) {
    return new Metrics(metrics.values(), List.of());
  }
}
