package dev.plumbline.cli.command;

import dev.plumbline.cli.Surroundings;
import dev.plumbline.cli.conf.Key;
import dev.plumbline.cli.wire.Planning;
import dev.plumbline.cli.wire.Running;
import dev.plumbline.cli.wire.Session;
import dev.plumbline.pipeline.event.RunStatus;
import dev.plumbline.runner.plan.Plan;
import dev.plumbline.runner.plan.RecordedPlan;
import dev.plumbline.runner.run.Ownership;
import dev.plumbline.runner.run.RunResult;
import dev.plumbline.tracking.pipeline.RunTags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A recorded run that is gone on with, by the plan that it keeps. */
final class ResumedRun {
  private final Work command;
  private final String asked;
  private final Optional<String> engine;
  private final boolean json;

  /**
   * @param asked the run as it was named
   * @param engine as it was given, which must be the run's
   */
  ResumedRun(Work command, String asked, Optional<String> engine, boolean json) {
    this.command = command;
    this.asked = asked;
    this.engine = engine;
    this.json = json;
  }

  /** As it is typed. */
  static String command(
      Surroundings surroundings, String id, Optional<String> engine, Shared shared) {
    List<String> words = new ArrayList<>(List.of(surroundings.command(), "run", "--resume", id));
    engine.ifPresent(e -> words.addAll(List.of("--engine", e)));
    words.addAll(shared.words());
    return ShellWord.line(words);
  }

  int run() throws Exception {
    RecordedRun run;
    RecordedPlan kept;
    try (Session session = command.open(command.shared(), Map.of())) {
      run = find(session);
      kept = run.plan();
    }
    if (engine.filter(e -> !e.equals(kept.engine())).isPresent()) {
      throw new UsageException(
          "Cannot change the engine of run " + run.id() + ": it is " + kept.engine());
    }
    Map<String, String> conf = Map.of(Key.ENGINE.text(), kept.engine());
    try (Session session = command.open(command.shared(), conf)) {
      return run(session, run.id(), kept);
    }
  }

  private RecordedRun find(Session session) {
    RecordedRun run = RecordedRuns.of(session).load(asked);
    if (run.tag(RunTags.ENGINE).isEmpty()) {
      throw new UsageException(
          "Cannot resume "
              + run.id()
              + ": it is a step of run "
              + run.tag(RunTags.PARENT)
              + ", resume that");
    }
    return run;
  }

  private int run(Session session, String id, RecordedPlan kept) throws InterruptedException {
    Running running = session.get(Running.class);
    try (RunsOfOne runs = new RunsOfOne(command.surroundings(), json, 1)) {
      String line = command(command.surroundings(), id, engine, command.shared());
      RunsOfOne.GoOn goOn = RunsOfOne.GoOn.by(line);
      Optional<Plan> done = done(session, id, kept);
      if (done.isEmpty()) {
        try (Ownership own = running.own(kept.pipeline(), kept.interval(), Optional.empty(), id)) {
          done = done(session, id, kept); // by whoever owned it until now
          if (done.isEmpty()) {
            Plan rest = session.get(Planning.class).planRest(kept, id);
            running.sweep(rest, id);
            runs.run(rest, watching -> running.resume(rest, id, own, watching), goOn);
          }
        }
      }
      if (done.isPresent()) {
        running.scratch().sweep(id); // of a process that was killed at its very end
        Plan plan = done.get();
        runs.run(plan, watching -> RunResult.standing(id, plan), goOn);
      }
      return runs.end();
    }
  }

  /** Of a run that came to its end: how it stands. */
  private static Optional<Plan> done(Session session, String id, RecordedPlan kept) {
    boolean finished = RecordedRuns.of(session).load(id).status().equals(RunStatus.FINISHED.name());
    return finished
        ? Optional.of(session.get(Planning.class).planRest(kept, id)).filter(p -> !p.works())
        : Optional.empty();
  }
}
