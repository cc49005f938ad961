package dev.plumbline.tracking.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.pipeline.Metrics;
import dev.plumbline.pipeline.event.Profile;
import dev.plumbline.pipeline.event.RunEvent;
import dev.plumbline.pipeline.event.RunEvent.Stamp;
import dev.plumbline.pipeline.event.RunStatus;
import dev.plumbline.pipeline.event.StepOutput;
import dev.plumbline.pipeline.event.TableVersion;
import dev.plumbline.tracking.Metric;
import dev.plumbline.tracking.Run;
import dev.plumbline.tracking.TrackingStore;
import dev.plumbline.tracking.artifacts.LocalArtifacts;
import dev.plumbline.tracking.sqlite.EmbeddedTracking;
import dev.plumbline.tracking.sqlite.TrackingSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that tells a part of a run and no more, and one that goes on. */
class KilledRecordTest {
  private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
  @TempDir Path folder;
  private EmbeddedTracking embedded;
  private TrackingStore store;
  private TrackingListener listener;
  private Instant now = START;
  private long sequence;

  @BeforeEach
  void open() {
    embedded = EmbeddedTracking.open(TrackingSettings.in(folder), Clock.systemUTC());
    store = embedded.tracking();
    process("{\"plan\":1}");
  }

  @AfterEach
  void close() {
    embedded.close();
  }

  /** Another process begins to tell; the one before told nothing more. */
  private void process(String plan) {
    now = now.plusSeconds(60);
    sequence = 0;
    listener = new TrackingListener(store);
    tell(
        new RunEvent.RunStarted(
            stamp(), "flights", "local", Optional.empty(), Map.of(), Map.of(), "plan", plan));
  }

  private Stamp stamp() {
    now = now.plusMillis(10);
    return new Stamp("r", sequence++, now);
  }

  private void tell(RunEvent event) {
    listener.on(event);
  }

  private void begin(String step, String kind, int attempt) {
    tell(new RunEvent.StepStarted(stamp(), step, kind, attempt, "fp", Map.of(), Map.of()));
  }

  private void end(String step, StepOutput output) {
    tell(
        new RunEvent.StepFinished(
            stamp(),
            step,
            RunStatus.FINISHED,
            "fp",
            Optional.of(output),
            Map.of(),
            Duration.ZERO,
            Optional.empty()));
  }

  private void finish() {
    tell(new RunEvent.RunFinished(stamp(), RunStatus.FINISHED, Duration.ZERO, Optional.empty()));
    listener.close();
  }

  private Run step(String name) {
    return store.runs().loadRun(RunTags.stepRunId("r", name));
  }

  private void points() {
    for (int i = 0; i < 3; i++) {
      tell(new RunEvent.MetricPoint(stamp(), "train", "loss", i, 1.0 / (i + 1)));
    }
  }

  private List<Double> history() {
    return store
        .log()
        .metricHistory(RunTags.stepRunId("r", "train"), "loss", 100, Optional.empty())
        .items()
        .stream()
        .map(Metric::value)
        .toList();
  }

  @Test
  void pointsThatAreToldBeforeAModelIsStoredAreThereAndNoneTwice() {
    begin("train", "Train", 1);
    points();
    tell(new RunEvent.Staged(stamp(), "train", Optional.empty(), Map.of()));
    assertThat(history()).hasSize(3);

    process("");
    begin("train", "Train", 1);
    points();
    tell(new RunEvent.MetricPoint(stamp(), "train", "loss", 3, 0.25));
    end("train", new StepOutput.ModelDirectory(URI.create("file:///m"), "d"));
    finish();

    assertThat(history()).hasSize(4).doesNotHaveDuplicates();
  }

  @Test
  void aSecondTryOfAStepDoublesNoPointEither() {
    begin("train", "Train", 1);
    points();
    begin("train", "Train", 2);
    points();
    end("train", new StepOutput.ModelDirectory(URI.create("file:///m"), "d"));
    finish();

    assertThat(history()).hasSize(3);
  }

  @Test
  void theRunHasWhatItsStepsRecorded() {
    begin("evaluate", "Evaluate", 1);
    tell(new RunEvent.InputRead(stamp(), "evaluate", Optional.empty(), "file a.csv"));
    tell(
        new RunEvent.Evaluated(
            stamp(),
            "evaluate",
            new Metrics(
                List.of(new Metrics.Metric("auc", 0.6, Metrics.Better.HIGHER)), List.of())));
    end("evaluate", new StepOutput.Json("{}"));
    assertThat(store.runs().loadRun("r").data().metric("evaluate.auc")).isEmpty();

    process("");
    end("evaluate", new StepOutput.Json("{}"));
    finish();

    Run run = store.runs().loadRun("r");
    assertThat(run.data().metric("evaluate.auc").map(Metric::value)).contains(0.6);
    assertThat(run.inputs()).hasSize(1);
    assertThat(run.data().tag(RunTags.STEPS)).contains("{\"evaluate\":\"FINISHED\"}");
  }

  @Test
  void whatWasCommittedIsRecordedWithTheRowsThatWereCountedBefore() {
    begin("clean", "Apply", 1);
    begin("publish", "Write", 1);
    tell(
        new RunEvent.Staged(
            stamp(),
            "publish",
            Optional.of(new Profile(100, List.of())),
            Map.of("clean", 120L, "publish", 100L)));

    process("");
    begin("clean", "Apply", 1);
    begin("publish", "Write", 1);
    TableVersion version =
        new TableVersion("scores", URI.create("file:///t/scores"), "77", 3, "s", -1);
    StepOutput output = new StepOutput.Rows(version, "r/publish");
    tell(new RunEvent.Adopted(stamp(), "publish", output));
    end("clean", new StepOutput.Fused());
    end("publish", output);
    finish();

    assertThat(step("publish").data().tag(RunTags.TABLE)).contains("scores@v3");
    assertThat(step("publish").data().metric("rows").map(Metric::value)).contains(100.0);
    assertThat(step("publish").data().metric("rows.publish").map(Metric::value)).contains(100.0);
    assertThat(step("clean").data().metric("rows.clean").map(Metric::value)).contains(120.0);
  }

  @Test
  void aModelThatWasStoredIsRecordedWithTheRowsThatItWasTrainedOn() {
    begin("train", "Train", 1);
    tell(new RunEvent.Staged(stamp(), "train", Optional.empty(), Map.of("train", 30L)));

    process("");
    begin("train", "Train", 1);
    StepOutput output = new StepOutput.ModelDirectory(URI.create("file:///m"), "digest");
    tell(new RunEvent.Adopted(stamp(), "train", output));
    end("train", output);
    finish();

    assertThat(step("train").data().metric("rows.train").map(Metric::value)).contains(30.0);
  }

  @Test
  void theLogOfAStepHoldsWhatEachProcessDidOfIt() throws Exception {
    begin("train", "Train", 1);
    end("train", new StepOutput.ModelDirectory(URI.create("file:///m"), "digest"));
    process("");
    begin("train", "Train", 1);
    end("train", new StepOutput.ModelDirectory(URI.create("file:///m"), "digest"));
    finish();

    Path artifacts = Path.of(URI.create(step("train").info().artifactUri()));
    assertThat(Files.readAllLines(artifacts.resolve("log.txt")))
        .extracting(line -> line.replaceFirst("\\S+ ", ""))
        .containsExactly("started train, try 1", "FINISHED", "started train, try 1", "FINISHED");
  }

  @Test
  void halfWrittenFilesAreSweptAndWholeOnesStay() throws Exception {
    begin("train", "Train", 1);
    Path run = Path.of(URI.create(store.runs().loadRun("r").info().artifactUri()));
    Path half = run.resolve("train/.part-1f/MLmodel");
    Files.createDirectories(half.getParent());
    Files.writeString(half, "x");
    Path step = Path.of(URI.create(step("train").info().artifactUri()));
    Files.createDirectories(step);
    Files.writeString(step.resolve(".part-2a"), "x");
    TrackedArtifacts artifacts = new TrackedArtifacts(store);
    Path model = Files.writeString(folder.resolve("model"), "whole");
    URI first = artifacts.put("r", "train/model", model);
    URI second = artifacts.put("r", "train/model", Files.writeString(model, "other"));

    artifacts.sweep("r");

    assertThat(half.getParent()).doesNotExist();
    assertThat(LocalArtifacts.in(step).list("")).isEmpty();
    assertThat(step.resolve(".part-2a")).doesNotExist();
    assertThat(artifacts.list("r", "train/model")).containsExactly(first, second);
    assertThat(artifacts.list("nix", "train/model")).isEmpty();
  }
}
