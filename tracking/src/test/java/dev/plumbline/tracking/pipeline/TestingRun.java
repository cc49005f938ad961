package dev.plumbline.tracking.pipeline;

import dev.plumbline.pipeline.Metrics;
import dev.plumbline.pipeline.event.Profile;
import dev.plumbline.pipeline.event.RunEvent;
import dev.plumbline.pipeline.event.RunListener;
import dev.plumbline.pipeline.event.RunStatus;
import dev.plumbline.pipeline.event.StepOutput;
import dev.plumbline.pipeline.event.TableVersion;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The events of a small run: read, train, evaluate, register, write. */
final class TestingRun {
  static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
  static final TableVersion FLIGHTS =
      new TableVersion("flights", URI.create("file:///t/flights"), "3f2a-11", 12, "s1", 250_000);
  static final TableVersion SCORES =
      new TableVersion("scores", URI.create("file:///t/scores"), "77-88", 3, "s2", 100);
  static final StepOutput.ModelDirectory MODEL =
      new StepOutput.ModelDirectory(URI.create("file:///a/m"), "abc");

  private final String runId;
  private final RunListener listener;
  private final Optional<String> interval;
  private final String tag;
  private long sequence;

  /**
   * @param tag told apart by fingerprints and ingredients
   */
  TestingRun(String runId, RunListener listener, Optional<String> interval, String tag) {
    this.runId = runId;
    this.listener = listener;
    this.interval = interval;
    this.tag = tag;
  }

  private RunEvent.Stamp stamp() {
    return new RunEvent.Stamp(runId, sequence, START.plusMillis(100 * sequence++));
  }

  private void tell(RunEvent event) throws Exception {
    listener.on(event);
  }

  static String fingerprint(String step, String tag) {
    return "fp-" + step + "-" + tag;
  }

  void whole() throws Exception {
    start();
    begin("train", "Train");
    tell(new RunEvent.InputRead(stamp(), "train", Optional.of(FLIGHTS), FLIGHTS.toString()));
    tell(new RunEvent.InputRead(stamp(), "train", Optional.empty(), "file a.csv 99"));
    for (int i = 0; i < 2500; i++) {
      tell(new RunEvent.MetricPoint(stamp(), "train", "logloss", i, 1.0 / (i + 1)));
    }
    tell(new RunEvent.Progress(stamp(), "train", 5, "rows"));
    tell(new RunEvent.Warned(stamp(), "train", "careful"));
    tell(new RunEvent.Retried(stamp(), "train", 1, "lost executor", Duration.ofSeconds(1)));
    end("train", RunStatus.FINISHED, Optional.of(MODEL), Optional.empty());

    begin("evaluate", "Evaluate");
    tell(
        new RunEvent.Evaluated(
            stamp(),
            "evaluate",
            new Metrics(
                List.of(
                    new Metrics.Metric("auc", 0.6, Metrics.Better.HIGHER),
                    new Metrics.Metric("auc/origin=O'Hare", 0.5, Metrics.Better.HIGHER)),
                List.of(new Metrics.Attachment("roc.svg", "<svg/>")))));
    end(
        "evaluate",
        RunStatus.FINISHED,
        Optional.of(new StepOutput.Json("{\"auc\":0.6," + "\"x\":\"" + "y".repeat(20_000) + "\"}")),
        Optional.empty());

    begin("register", "Register");
    tell(new RunEvent.GateJudged(stamp(), "register", "auc >= 0.55", true, List.of("0.6 >= 0.55")));
    tell(new RunEvent.Registered(stamp(), "register", "flight-delay", 1, Optional.of("champion")));
    end(
        "register",
        RunStatus.FINISHED,
        Optional.of(new StepOutput.Version("flight-delay", Optional.of(1), "0.6 >= 0.55")),
        Optional.empty());

    begin("publish", "Write");
    tell(new RunEvent.Rejected(stamp(), "publish", 2, List.of("a", "b")));
    tell(
        new RunEvent.Staged(
            stamp(), "publish", Optional.of(new Profile(100, List.of())), Map.of("publish", 100L)));
    tell(
        new RunEvent.Committed(stamp(), "publish", SCORES, "replace", new Profile(100, List.of())));
    end(
        "publish",
        RunStatus.FINISHED,
        Optional.of(new StepOutput.Rows(SCORES, runId + "/publish")),
        Optional.empty());
    end("other", RunStatus.SKIPPED, Optional.empty(), Optional.of("the gate refused"));
    finish(RunStatus.FINISHED, Optional.empty());
  }

  void reused(String from) throws Exception {
    start();
    Map<String, StepOutput> outputs =
        Map.of(
            "train", MODEL,
            "evaluate", new StepOutput.Json("{}"),
            "register", new StepOutput.Version("flight-delay", Optional.of(1), ""),
            "publish", new StepOutput.Rows(SCORES, from + "/publish"));
    for (String step : List.of("train", "evaluate", "register", "publish")) {
      tell(new RunEvent.Reused(stamp(), step, from, step, outputs.get(step)));
      end(step, RunStatus.REUSED, Optional.empty(), Optional.empty());
    }
    finish(RunStatus.FINISHED, Optional.empty());
  }

  void start() throws Exception {
    start("the plan", "{\"plan\":1}");
  }

  /** As when one step is done by the plan that the run keeps. */
  void startOneStep() throws Exception {
    start("one step of it", "");
  }

  private void start(String plan, String planJson) throws Exception {
    tell(
        new RunEvent.RunStarted(
            stamp(),
            "flight-delay",
            "spark",
            interval,
            Map.of("pipeline.lateMinutes", "15", "train.rounds", "100"),
            Map.of("user", "ann", "git.commit", "c0ffee", "java version", "17"),
            plan,
            planJson));
  }

  void begin(String step, String kind) throws Exception {
    tell(
        new RunEvent.StepStarted(
            stamp(),
            step,
            kind,
            1,
            fingerprint(step, tag),
            Map.of("code " + step, tag, "file \"a\"", "z".repeat(9_000)),
            Map.of("rounds", "100")));
  }

  void end(String step, RunStatus status, Optional<StepOutput> output, Optional<String> error)
      throws Exception {
    tell(
        new RunEvent.StepFinished(
            stamp(),
            step,
            status,
            fingerprint(step, tag),
            output,
            Map.of(step, 100L),
            Duration.ofMillis(1500),
            error));
  }

  void finish(RunStatus status, Optional<String> error) throws Exception {
    tell(new RunEvent.RunFinished(stamp(), status, Duration.ofSeconds(9), error));
    listener.close();
  }
}
