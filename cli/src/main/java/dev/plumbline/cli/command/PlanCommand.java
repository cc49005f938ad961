package dev.plumbline.cli.command;

import dev.plumbline.cli.Surroundings;
import dev.plumbline.cli.conf.Key;
import dev.plumbline.cli.wire.Planning;
import dev.plumbline.cli.wire.Running;
import dev.plumbline.cli.wire.Session;
import dev.plumbline.pipeline.Interval;
import dev.plumbline.pipeline.Pipeline;
import dev.plumbline.pipeline.port.PastStep;
import dev.plumbline.pipeline.port.RunHistory;
import dev.plumbline.runner.plan.Plan;
import dev.plumbline.runner.plan.PlanJson;
import dev.plumbline.runner.plan.PlanText;
import dev.plumbline.tracking.Tag;
import dev.plumbline.tracking.TrackingStore;
import dev.plumbline.tracking.pipeline.RunTags;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb plan}: what a run would do, and why. */
@Command(
    name = "plan",
    description = {
      "Say what a run would do with each step, and why. Changes nothing, unless --run stores the"
          + " plan as that run's."
    })
final class PlanCommand extends Work {
  @Parameters(paramLabel = "PIPELINE", description = "Its name; see plumb pipelines list.")
  private String pipeline;

  @Mixin private Choice choice = new Choice();

  @Option(names = "--out", paramLabel = "FILE", description = "Store the plan for run --plan.")
  private Path out;

  @Option(
      names = "--run",
      paramLabel = "ID",
      description = {
        "Begin a run of this id with the plan and run nothing: plumb step does its steps. Where a"
            + " run of this id has finished what things that changed since would do otherwise, its"
            + " next revision is begun, ID-r2."
      })
  private String runId;

  @Option(
      names = "--json",
      description = "Answer in JSON, a document for each interval." + Reading.KEYS)
  private boolean json;

  PlanCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  Map<String, String> conf() {
    return choice.engine().map(e -> Map.of(Key.ENGINE.text(), e)).orElse(Map.of());
  }

  @Override
  int work(Session session) throws Exception {
    Planning planning = session.get(Planning.class);
    Pipeline defined = planning.define(pipeline, choice.settings());
    List<Optional<Interval>> intervals = choice.intervals(defined);
    if (out != null && runId != null) {
      throw new UsageException("Cannot store a plan twice: --out and --run, leave one out");
    }
    if (out != null && intervals.size() > 1) {
      throw new UsageException(
          "Cannot store " + intervals.size() + " plans in one file, store one date at a time");
    }
    if (runId != null) {
      if (intervals.size() > 1) {
        throw new UsageException(
            "Cannot give one --run to " + intervals.size() + " intervals, plan them one by one");
      }
      return begin(session, defined, intervals.get(0));
    }
    List<Plan> plans = new ArrayList<>();
    for (Optional<Interval> interval : intervals) {
      plans.add(plan(session, defined, interval, surroundings().ids().get()));
    }
    for (Plan plan : plans) {
      say(json ? PlanJson.write(plan) : PlanText.of(plan).stripTrailing());
    }
    if (out != null) {
      Path file = surroundings().project().resolve(out);
      Files.writeString(file, StoredPlan.of(words(intervals), plans.get(0)).write());
      if (!json) {
        say(
            "stored in "
                + out
                + ", run it with "
                + surroundings().command()
                + " run --plan "
                + out);
      }
    }
    return plans.stream().anyMatch(p -> p.blocked().isPresent()) ? Exit.BLOCKED : Exit.DONE;
  }

  private int begin(Session session, Pipeline defined, Optional<Interval> interval) {
    Revisions revisions = new Revisions(session.get(TrackingStore.class), runId);
    String id = revisions.newest();
    Plan plan = plan(session, defined, interval, id);
    Map<String, PastStep> finished = session.get(RunHistory.class).finished(id);
    boolean forced = choice.selection().force() && !finished.isEmpty();
    if (forced
        || revisions.isForOther(id, interval)
        || !Revisions.changed(plan, finished).isEmpty()) {
      id = revisions.next();
      plan = plan(session, defined, interval, id);
    }
    say(json ? PlanJson.write(plan) : PlanText.of(plan).stripTrailing());
    if (plan.blocked().isPresent()) {
      return Exit.BLOCKED;
    }
    session.get(Running.class).begin(plan, id);
    session.get(TrackingStore.class).log().setTag(id, new Tag(RunTags.TASKS, "true"));
    if (!json) {
      say("begun as run " + id);
    }
    return Exit.DONE;
  }

  private Plan plan(Session session, Pipeline defined, Optional<Interval> interval, String nonce) {
    return session
        .get(Planning.class)
        .plan(defined, interval, choice.selection(), choice.modelVersion(), nonce);
  }

  private List<String> words(List<Optional<Interval>> intervals) {
    List<String> words = new ArrayList<>(List.of(pipeline));
    words.addAll(choice.words(intervals));
    words.addAll(shared().words());
    return words;
  }
}
