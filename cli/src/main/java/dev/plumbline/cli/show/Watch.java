package dev.plumbline.cli.show;

import dev.plumbline.pipeline.event.RunEvent;
import dev.plumbline.pipeline.event.RunListener;
import dev.plumbline.pipeline.event.RunStatus;
import dev.plumbline.pipeline.event.StepOutput;
import dev.plumbline.runner.plan.PlanText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Says what happens in a run as it happens: a line when something begins or ends, and what goes on
 * meanwhile to {@link Status}. Steps that nothing is done for are not told: the plan says so.
 */
public final class Watch implements RunListener {
  private final Status status;
  private final Map<String, List<String>> notes = new HashMap<>();
  private final Set<String> begun = new HashSet<>();

  /**
   * @param status closed with this listener
   */
  public Watch(Status status) {
    this.status = status;
  }

  @Override
  public void on(RunEvent event) {
    if (event instanceof RunEvent.RunStarted e) {
      status.line("run " + e.runId());
      status.line(e.plan().stripTrailing());
    } else if (event instanceof RunEvent.StepStarted e) {
      begun.add(e.step());
      status.begin(e.step());
    } else if (event instanceof RunEvent.Progress e) {
      status.progress(e.step(), e.rows(), e.detail());
    } else if (event instanceof RunEvent.Adopted e) {
      note(e.step(), adopted(e.output()));
    } else if (event instanceof RunEvent.Committed e) {
      note(e.step(), "-> " + e.version() + ", " + Numbers.rows(e.profile().rows()));
    } else if (event instanceof RunEvent.Registered e) {
      note(
          e.step(),
          "-> " + e.model() + " v" + e.version() + e.alias().map(a -> " @" + a).orElse(""));
    } else if (event instanceof RunEvent.GateJudged e) {
      note(
          e.step(), e.passed() ? "gate passed" : "gate refused: " + String.join("; ", e.reasons()));
    } else if (event instanceof RunEvent.Rejected e) {
      rejected(e);
    } else if (event instanceof RunEvent.Warned e) {
      status.line("  ! " + (e.step().isEmpty() ? "" : e.step() + ": ") + e.message());
    } else if (event instanceof RunEvent.Retried e) {
      status.line(
          "  ~ " + e.step() + ": " + e.error() + "; trying again in " + PlanText.show(e.pause()));
    } else if (event instanceof RunEvent.StepFinished e) {
      finished(e);
    }
  }

  private static String adopted(StepOutput output) {
    return output instanceof StepOutput.Rows rows
        ? "-> " + rows.version() + ", committed before and taken over"
        : "stored before and taken over";
  }

  private void note(String step, String text) {
    notes.computeIfAbsent(step, s -> new ArrayList<>()).add(text);
  }

  private void rejected(RunEvent.Rejected e) {
    status.line("  ! " + e.step() + ": " + Numbers.rows(e.rows()) + " could not be read, such as");
    e.samples().forEach(sample -> status.line("      " + sample));
  }

  private void finished(RunEvent.StepFinished e) {
    status.end(e.step());
    boolean fused = e.output().equals(Optional.of(new StepOutput.Fused()));
    boolean idle = e.status() == RunStatus.REUSED || e.status() == RunStatus.BLOCKED;
    boolean before = e.status() == RunStatus.FINISHED && !begun.contains(e.step());
    if (idle || before || (fused && e.rows().isEmpty())) {
      return;
    }
    StringBuilder line = new StringBuilder("  ").append(mark(e.status())).append(' ');
    line.append(e.step());
    List<String> said = notes.getOrDefault(e.step(), List.of());
    if (said.isEmpty()) {
      new TreeMap<>(e.rows())
          .entrySet().stream()
              .filter(r -> r.getKey().equals(e.step()))
              .forEach(r -> line.append("  ").append(Numbers.rows(r.getValue())));
    }
    said.forEach(note -> line.append("  ").append(note));
    if (!e.took().isZero()) {
      line.append("  ").append(PlanText.show(e.took()));
    }
    e.error().ifPresent(why -> line.append("  ").append(why));
    status.line(line.toString());
  }

  private static String mark(RunStatus status) {
    return switch (status) {
      case FINISHED, REUSED -> "✓";
      case FAILED, KILLED -> "✗";
      case SKIPPED, BLOCKED -> "-";
    };
  }

  @Override
  public void close() {
    status.close();
  }
}
