package dev.plumbline.runner.plan;

import java.time.Duration;
import java.util.List;

/** A plan as people read it: one line for each step. */
public final class PlanText {
  private PlanText() {}

  public static String of(Plan plan) {
    return of(plan, plan.steps());
  }

  /** Of some of its steps only. */
  public static String of(Plan plan, List<PlannedStep> steps) {
    int width = steps.stream().mapToInt(s -> s.name().length()).max().orElse(0);
    StringBuilder text = new StringBuilder();
    text.append(plan.pipeline().name());
    plan.interval().ifPresent(i -> text.append(" for ").append(i));
    text.append(" on ").append(plan.engine()).append('\n');
    for (PlannedStep step : steps) {
      text.append(
          String.format(
              "  %-" + width + "s  %-9s  %s",
              step.name(),
              step.decision().verb(),
              step.decision().reason()));
      step.estimate()
          .filter(e -> step.decision().mayRun() && !e.isZero())
          .ifPresent(e -> text.append("  (took ").append(show(e)).append(" before)"));
      text.append('\n');
    }
    return text.toString();
  }

  /** For example {@code 0.3 s} or {@code 4 min 10 s}. */
  public static String show(Duration time) {
    if (time.toSeconds() < 60) {
      return String.format(java.util.Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
    return time.toMinutes() + " min " + time.toSecondsPart() + " s";
  }
}
