package dev.plumbline.runner.run;

import dev.plumbline.pipeline.Gate;
import dev.plumbline.pipeline.Metrics;
import dev.plumbline.pipeline.Metrics.Better;
import dev.plumbline.pipeline.Metrics.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges a gate, and says why. */
final class GateJudge {
  /**
   * @param reasons one sentence for each condition, met or not
   */
  record Verdict(boolean passed, List<String> reasons) {}

  private final Evaluation evaluation;
  private final List<String> reasons = new ArrayList<>();

  private GateJudge(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  static Verdict judge(Gate gate, Evaluation evaluation) {
    GateJudge judge = new GateJudge(evaluation);
    boolean passed = judge.holds(gate);
    return new Verdict(passed, List.copyOf(judge.reasons));
  }

  private boolean holds(Gate gate) {
    if (gate instanceof Gate.All all) {
      boolean holds = true;
      for (Gate each : all.gates()) {
        holds &= holds(each); // every reason is told
      }
      return holds;
    }
    if (gate instanceof Gate.AtLeast g) {
      return metric(g.metric()).map(m -> say(m.value() >= g.bound(), gate, m)).orElse(false);
    }
    if (gate instanceof Gate.AtMost g) {
      return metric(g.metric()).map(m -> say(m.value() <= g.bound(), gate, m)).orElse(false);
    }
    return compared((Gate.NotWorseThan) gate);
  }

  private Optional<Metric> metric(String name) {
    Optional<Metric> found = evaluation.metrics().find(name);
    if (found.isEmpty()) {
      List<String> names = evaluation.metrics().values().stream().map(Metric::name).toList();
      reasons.add("no metric " + name + " was measured, there are " + names);
    }
    return found;
  }

  private boolean say(boolean holds, Gate gate, Metric found) {
    reasons.add(gate + (holds ? " holds: " : " does not hold: ") + found.value());
    return holds;
  }

  private boolean compared(Gate.NotWorseThan gate) {
    Optional<Metric> ours = metric(gate.metric());
    if (ours.isEmpty()) {
      return false;
    }
    Optional<Evaluation.Compared> other = evaluation.compared(gate.than());
    if (other.isEmpty()) {
      reasons.add(gate + " holds: there is no " + gate.than() + " yet");
      return true;
    }
    Optional<Metrics> metrics = other.get().metrics();
    Optional<Metric> theirs = metrics.flatMap(m -> m.find(gate.metric()));
    if (theirs.isEmpty()) {
      reasons.add(
          gate + " does not hold: version " + other.get().version() + " " + other.get().why());
      return false;
    }
    boolean holds = notWorse(ours.get(), theirs.get(), gate.slack());
    reasons.add(
        gate
            + (holds ? " holds: " : " does not hold: ")
            + ours.get().value()
            + " against "
            + theirs.get().value()
            + " of version "
            + other.get().version()
            + " on the same rows");
    return holds;
  }

  private static boolean notWorse(Metric ours, Metric theirs, double slack) {
    return ours.better() == Better.LOWER
        ? ours.value() <= theirs.value() + slack
        : ours.value() >= theirs.value() - slack;
  }
}
