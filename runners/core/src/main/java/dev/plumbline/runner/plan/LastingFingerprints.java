package dev.plumbline.runner.plan;

import dev.plumbline.pipeline.Port;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The fingerprints of a plan without what is new in each run, such as an append's: two plans of one
 * state have the same ones.
 */
final class LastingFingerprints {
  private final Map<String, String> digests = new HashMap<>();

  private LastingFingerprints() {}

  static LastingFingerprints of(Plan plan) {
    LastingFingerprints all = new LastingFingerprints();
    plan.steps().forEach(step -> all.digests.put(step.name(), all.digest(step)));
    return all;
  }

  String digest(String step) {
    return digests.get(step);
  }

  private String digest(PlannedStep step) {
    Map<String, String> lasting = new TreeMap<>(step.fingerprint().ingredients());
    boolean isNew =
        lasting.keySet().removeAll(List.of(Fingerprinter.VOLATILE, Fingerprinter.APPEND));
    isNew |=
        lasting.getOrDefault(Fingerprinter.SOURCE, "").startsWith(Fingerprinter.UNKNOWN)
            && lasting.remove(Fingerprinter.SOURCE) != null;
    List<Port> inputs = step.node().inputs();
    for (int i = 0; i < inputs.size(); i++) {
      String producer = digests.get(inputs.get(i).step());
      String name = Fingerprinter.input(i, inputs.get(i));
      isNew |= producer != null && !producer.equals(lasting.put(name, producer));
    }
    return isNew ? Fingerprint.of(lasting).digest() : step.fingerprint().digest();
  }
}
