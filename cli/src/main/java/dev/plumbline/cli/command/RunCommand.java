package dev.plumbline.cli.command;

import dev.plumbline.cli.Surroundings;
import dev.plumbline.cli.conf.Key;
import dev.plumbline.cli.wire.Planning;
import dev.plumbline.cli.wire.Running;
import dev.plumbline.cli.wire.Session;
import dev.plumbline.pipeline.Interval;
import dev.plumbline.pipeline.Pipeline;
import dev.plumbline.pipeline.fault.FailPoint;
import dev.plumbline.pipeline.port.PastStep;
import dev.plumbline.pipeline.port.RunHistory;
import dev.plumbline.runner.plan.Plan;
import dev.plumbline.runner.plan.PlannedStep;
import dev.plumbline.runner.run.Ownership;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb run}: plans and runs, one interval after the other. */
@Command(
    name = "run",
    description = "Run what of a pipeline must run, once for each interval that is asked for.")
final class RunCommand extends Work {
  @Parameters(
      arity = "0..1",
      paramLabel = "PIPELINE",
      description = "Its name; see plumb pipelines list.")
  private String pipeline;

  @Mixin private Choice choice = new Choice();

  @Option(
      names = "--plan",
      paramLabel = "FILE",
      description = "Run a stored plan; refused if anything has moved since.")
  private Path stored;

  @Option(
      names = "--run",
      paramLabel = "ID",
      description = "The run's id: with that of a failed run, what it committed stays committed.")
  private String runId;

  @Option(
      names = "--resume",
      paramLabel = "ID",
      description = {
        "Go on with a run that failed or was killed, by the plan that it keeps: its id, or the"
            + " beginning of its id; last is the latest.",
        "What it committed stays, what it finished isn't done again."
      })
  private String resumed;

  @Option(
      names = "--json",
      description = "Answer in JSON at the end, progress on stderr." + Reading.KEYS)
  private boolean json;

  RunCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  public Integer call() throws Exception {
    if (resumed != null) {
      return resume();
    }
    if (stored == null) {
      if (pipeline == null) {
        throw new UsageException(
            "Cannot tell what to run: no pipeline is named, see "
                + surroundings().command()
                + " pipelines list");
      }
      return super.call();
    }
    if (pipeline != null || !choice.words(List.of(Optional.empty())).isEmpty()) {
      throw new UsageException(
          "Cannot change a stored plan: --plan stands alone, leave the other options out");
    }
    StoredPlan plan = StoredPlan.read(Files.readString(surroundings().project().resolve(stored)));
    RunCommand asked = new RunCommand(surroundings());
    new CommandLine(asked).parseArgs(plan.words().toArray(String[]::new));
    asked.runId = runId;
    asked.json = json;
    asked.expected = Optional.of(plan);
    return asked.work(asked.shared());
  }

  private int resume() throws Exception {
    if (pipeline != null || stored != null || runId != null || choice.isMade()) {
      throw new UsageException(
          "Cannot change a run that is gone on with: it keeps its plan, --resume stands alone, with"
              + " --engine at most");
    }
    return new ResumedRun(this, resumed, choice.engine(), json).run();
  }

  private Optional<StoredPlan> expected = Optional.empty();

  @Override
  Map<String, String> conf() {
    return choice.engine().map(e -> Map.of(Key.ENGINE.text(), e)).orElse(Map.of());
  }

  @Override
  int work(Session session) throws Exception {
    Planning planning = session.get(Planning.class);
    Pipeline defined = planning.define(pipeline, choice.settings());
    List<Optional<Interval>> intervals = choice.intervals(defined);
    if (runId != null && intervals.size() > 1) {
      throw new UsageException(
          "Cannot give one --run to " + intervals.size() + " intervals, run them one by one");
    }
    Running running = session.get(Running.class);
    try (RunsOfOne runs = new RunsOfOne(surroundings(), json, intervals.size())) {
      for (int i = 0; i < intervals.size() && runs.mayGoOn(); i++) {
        String id = Optional.ofNullable(runId).orElseGet(surroundings().ids());
        Optional<Interval> interval = intervals.get(i);
        Plan first = plan(session, defined, interval, id);
        FailPoint.PLANNED.reached();
        try (Ownership own = running.own(first, Optional.empty(), id)) {
          // Whoever owned it until now may have done what was to do.
          Plan plan = first.works() ? plan(session, defined, interval, id) : first;
          if (runId != null && plan.works() && RecordedRuns.of(session).knows(runId)) {
            running.sweep(plan, runId);
          }
          runs.run(
              plan,
              watching -> running.run(plan, id, own, watching),
              goOn(id, intervals.subList(i, intervals.size())));
        }
      }
      return runs.end();
    }
  }

  private Plan plan(Session session, Pipeline defined, Optional<Interval> interval, String id) {
    Plan plan =
        session
            .get(Planning.class)
            .plan(defined, interval, choice.selection(), choice.modelVersion(), id);
    unmoved(plan);
    if (runId != null && RecordedRuns.of(session).knows(runId)) {
      goesOn(session, plan);
      return session.get(Planning.class).adopting(plan, runId);
    }
    return plan;
  }

  private void unmoved(Plan plan) {
    List<String> moved = expected.map(e -> e.differences(plan)).orElse(List.of());
    if (!moved.isEmpty()) {
      throw new UsageException(
          "Cannot run the stored plan: things have moved since, plan again\n  "
              + String.join("\n  ", moved));
    }
  }

  /**
   * What a run has finished is committed under its id once and for all: with other code or data it
   * would be recorded as what it isn't.
   */
  private void goesOn(Session session, Plan plan) {
    Map<String, PastStep> finished = session.get(RunHistory.class).finished(runId);
    for (PlannedStep step : Revisions.changed(plan, finished)) {
      throw new UsageException(
          "Cannot go on with run "
              + runId
              + ": it has finished "
              + step.name()
              + ", which would run again ("
              + step.decision().reason()
              + "); leave --run out for a new run");
    }
  }

  private RunsOfOne.GoOn goOn(String id, List<Optional<Interval>> left) {
    String again = again(left);
    boolean last = left.size() == 1;
    return new RunsOfOne.GoOn(
        again,
        ResumedRun.command(surroundings(), id, choice.engine(), shared()),
        last ? Optional.of(again + " --run " + id) : Optional.empty(),
        last ? Optional.empty() : Optional.of(again(left.subList(1, left.size()))));
  }

  /** The command that does the rest. */
  private String again(List<Optional<Interval>> rest) {
    List<String> words = new ArrayList<>(List.of(surroundings().command(), "run", pipeline));
    words.addAll(choice.words(rest));
    words.addAll(shared().words());
    return ShellWord.line(words);
  }
}
