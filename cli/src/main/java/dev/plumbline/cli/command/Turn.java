package dev.plumbline.cli.command;

import dev.plumbline.cli.wire.Planning;
import dev.plumbline.cli.wire.Session;
import dev.plumbline.pipeline.Interval;
import dev.plumbline.pipeline.Pipeline;
import dev.plumbline.runner.plan.NotReadyException;
import dev.plumbline.runner.plan.Plan;
import dev.plumbline.runner.plan.PlannedStep;
import dev.plumbline.runner.plan.Shape;
import dev.plumbline.runner.plan.Verb;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One interval of a backfill: whether it must be done, and why.
 *
 * @param plan empty where its input isn't there yet
 */
record Turn(Interval interval, State state, String why, Optional<Plan> plan) {
  /** How an interval stands. */
  enum State {
    /** No run of it has come to its end. */
    MISSING,
    /** It was done, and would come out otherwise now. */
    STALE,
    /** It stands. */
    CURRENT,
    /** Its input isn't there yet. */
    NOT_READY,
    /** Something that it needs doesn't exist. */
    BLOCKED;

    /** As it is shown. */
    String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** Looks at an interval as it is now. */
  static Turn of(Session session, Pipeline pipeline, Interval interval, Choice choice, String id) {
    Plan plan;
    try {
      plan =
          session
              .get(Planning.class)
              .plan(pipeline, Optional.of(interval), choice.selection(), choice.modelVersion(), id);
    } catch (NotReadyException e) {
      return new Turn(interval, State.NOT_READY, e.getMessage(), Optional.empty());
    }
    if (plan.blocked().isPresent() && !plan.works()) {
      PlannedStep blocked = plan.blocked().get();
      String why = blocked.name() + ": " + blocked.decision().reason();
      return new Turn(interval, State.BLOCKED, why, Optional.of(plan));
    }
    boolean finished = RecordedRuns.of(session).hasFinished(pipeline.name(), interval);
    List<PlannedStep> works = works(plan, finished);
    State state = works.isEmpty() ? State.CURRENT : finished ? State.STALE : State.MISSING;
    String why =
        works.stream()
            .findFirst()
            .map(step -> step.name() + ": " + step.decision().reason())
            .orElse("unchanged");
    return new Turn(interval, state, why, Optional.of(plan));
  }

  /** What is to do; rows that were appended for an interval once are not appended again. */
  private static List<PlannedStep> works(Plan plan, boolean finished) {
    return plan.steps().stream()
        .filter(step -> Shape.isKept(step.node()))
        .filter(step -> step.decision().mayRun() || step.decision().verb() == Verb.ADOPT)
        .filter(step -> !finished || !step.decision().isAppend())
        .toList();
  }

  /** Whether it is one to do. */
  boolean isDue() {
    return state == State.MISSING || state == State.STALE;
  }

  /** As {@code --json} tells it. */
  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("interval", interval.toString());
    tree.put("state", state.name());
    tree.put("why", why);
    return tree;
  }
}
