package dev.plumbline.tracking.pipeline;

import dev.plumbline.pipeline.Metrics;
import dev.plumbline.pipeline.event.OutputText;
import dev.plumbline.pipeline.event.Profile;
import dev.plumbline.pipeline.event.RunEvent;
import dev.plumbline.pipeline.event.StepOutput;
import dev.plumbline.pipeline.fault.FailPoint;
import dev.plumbline.pipeline.json.Json;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** A step's run being written: its events, and its log as the file {@code log.txt}. */
final class StepRecord {
  private static final String PROFILE = "profile.json";
  private static final String LOG = "log.txt";

  private final RunRecord run;

  /** Lines that begin with their moment: one that comes again is the same. */
  private final Set<String> log = new LinkedHashSet<>();

  private Instant flushed;

  /**
   * @param at when the step began in this process; what an earlier one logged stays
   */
  StepRecord(RunRecord run, Instant at) {
    this.run = run;
    this.flushed = at;
    if (run.isOlderThan(at)) {
      run.text(LOG).ifPresent(text -> text.lines().forEach(log::add));
    }
  }

  RunRecord run() {
    return run;
  }

  void started(RunEvent.StepStarted event) {
    log(event, "started " + event.step() + ", try " + event.attempt());
    run.tag(RunTags.KIND, event.kind());
    run.tag(RunTags.FINGERPRINT, event.fingerprint());
    run.tag(RunTags.INGREDIENTS, Json.write(new TreeMap<>(event.ingredients())));
    run.tag(RunTags.ATTEMPTS, Integer.toString(event.attempt()));
    if (event.attempt() == 1) {
      run.params(event.parameters());
    }
    run.flush();
    if (event.attempt() > 1) {
      run.again();
    }
    FailPoint.STEP_BEGUN.reached();
  }

  /**
   * Counts are kept in the profile's file, which costs no transaction; a model's points have no
   * such file.
   */
  void staged(RunEvent.Staged event) {
    run.artifact(PROFILE, StagedProfile.write(event.profile(), event.rows()));
    if (event.profile().isEmpty()) {
      run.flush();
    }
  }

  /** What an earlier process staged and committed. */
  void adopted(RunEvent.Adopted event, Optional<StagedProfile> staged) {
    if (event.output() instanceof StepOutput.Rows rows) {
      run.tag(RunTags.TABLE, rows.version().toString());
      long count =
          staged
              .map(StagedProfile::rows)
              .orElse(OptionalLong.empty())
              .orElse(rows.version().rows());
      if (count >= 0) {
        run.metric("rows", (double) count, event.stamp().at(), 0);
      }
    }
    log(event, "took over what an earlier process of this run had committed");
  }

  /** What an earlier process of this run kept of a write before it committed it. */
  Optional<StagedProfile> staged() {
    return run.text(PROFILE).map(StagedProfile::read);
  }

  /** Sends points as they come, a thousand at once or those of a second. */
  void point(RunEvent.MetricPoint event) {
    Instant at = event.stamp().at();
    run.metric(event.metric(), event.value(), at, event.at());
    if (run.isFull() || at.isAfter(flushed.plusSeconds(1))) {
      run.flush();
      flushed = at;
    }
  }

  void evaluated(RunEvent.Evaluated event) {
    Instant at = event.stamp().at();
    for (Metrics.Metric metric : event.metrics().values()) {
      run.metric(metric.name(), metric.value(), at, 0);
    }
    for (Metrics.Attachment attachment : event.metrics().attachments()) {
      run.artifact(attachment.path(), attachment.content());
    }
    run.flush();
    log(event, "evaluated, " + event.metrics().values().size() + " metrics");
  }

  /** Sent with the step's end, which follows at once: the commit itself names its run and step. */
  void committed(RunEvent.Committed event) {
    Profile profile = event.profile();
    run.tag(RunTags.TABLE, event.version().toString());
    run.metric("rows", (double) profile.rows(), event.stamp().at(), 0);
    log(
        event,
        "committed " + event.version() + " by " + event.mode() + ", " + profile.rows() + " rows");
  }

  void rejected(RunEvent.Rejected event) {
    run.metric("rejected_rows", (double) event.rows(), event.stamp().at(), 0);
    run.artifact("rejected.txt", String.join("\n", event.samples()) + "\n");
    run.flush();
    log(event, "rejected " + event.rows() + " rows, the first of them in rejected.txt");
  }

  void judged(RunEvent.GateJudged event) {
    run.tag(RunTags.GATE, event.gate());
    run.tag(RunTags.GATE_PASSED, Boolean.toString(event.passed()));
    run.tag(RunTags.GATE_REASONS, String.join("\n", event.reasons()));
    log(
        event,
        (event.passed() ? "passed " : "refused ")
            + event.gate()
            + ": "
            + String.join("; ", event.reasons()));
  }

  void registered(RunEvent.Registered event) {
    run.tag(RunTags.MODEL_VERSION, event.model() + "/" + event.version());
    event.alias().ifPresent(alias -> run.tag(RunTags.MODEL_ALIAS, alias));
    log(
        event,
        "registered "
            + event.model()
            + " "
            + event.version()
            + event.alias().map(alias -> " as " + alias).orElse(""));
  }

  void retried(RunEvent.Retried event) {
    log(event, "try " + event.attempt() + " failed: " + event.error());
  }

  void log(RunEvent event, String line) {
    log.add(event.stamp().at() + " " + line);
  }

  void finished(RunEvent.StepFinished event) {
    Instant at = event.stamp().at();
    event.output().ifPresent(output -> run.tag(RunTags.OUTPUT, OutputText.write(output)));
    for (Map.Entry<String, Long> rows : event.rows().entrySet()) {
      run.metric("rows." + rows.getKey(), rows.getValue().doubleValue(), at, 0);
    }
    run.metric(RunTags.TOOK, event.took().toNanos() / 1e9, at, 0);
    run.tag(RunTags.STATUS, event.status().name());
    run.error(event.error());
    log(event, event.status() + event.error().map(error -> ": " + error).orElse(""));
    run.artifact(LOG, String.join("\n", log) + "\n");
    FailPoint.STEP_ENDING.reached();
    run.end(Statuses.of(event.status()), at);
    FailPoint.STEP_ENDED.reached();
  }
}
