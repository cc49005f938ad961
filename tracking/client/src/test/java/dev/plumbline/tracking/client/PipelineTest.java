package dev.plumbline.tracking.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.pipeline.ModelRef;
import dev.plumbline.pipeline.event.RunEvent;
import dev.plumbline.pipeline.event.RunStatus;
import dev.plumbline.pipeline.port.ModelRegistry;
import dev.plumbline.tracking.Run;
import dev.plumbline.tracking.pipeline.RunTags;
import dev.plumbline.tracking.pipeline.TrackedHistory;
import dev.plumbline.tracking.pipeline.TrackedModels;
import dev.plumbline.tracking.pipeline.TrackingListener;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline is recorded on a server, planned from it and registered to it, as to a file. */
final class PipelineTest {
  private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
  private static final String RUN = "night-1";

  @TempDir Path folder;
  private TestingRemote remote;
  private RemoteTracking client;
  private long told;

  @BeforeEach
  void open() {
    remote = new TestingRemote(folder);
    client = remote.client();
  }

  @AfterEach
  void close() {
    client.close();
    remote.close();
  }

  private RunEvent.Stamp stamp() {
    return new RunEvent.Stamp(RUN, told, START.plusMillis(told++));
  }

  private void run(RunStatus ending) {
    TrackingListener listener = new TrackingListener(client.tracking());
    Map<String, String> none = Map.of();
    listener.on(
        new RunEvent.RunStarted(
            stamp(), "flights", "local", Optional.empty(), none, none, "plan", "{}"));
    listener.on(
        new RunEvent.StepStarted(stamp(), "train", "Train", 1, "fp-1", Map.of("code", "c1"), none));
    listener.on(
        new RunEvent.StepFinished(
            stamp(),
            "train",
            RunStatus.FINISHED,
            "fp-1",
            Optional.empty(),
            Map.of(),
            Duration.ofSeconds(2),
            Optional.empty()));
    listener.on(new RunEvent.RunFinished(stamp(), ending, Duration.ofSeconds(3), Optional.empty()));
  }

  @Test
  void aRunIsFoundByItsIdFromAnyProcess() {
    run(RunStatus.FAILED);
    run(RunStatus.FINISHED);

    Run recorded = client.tracking().runs().loadRun(RUN);
    assertThat(recorded.info().status().name()).isEqualTo("FINISHED");
    TrackedHistory history = new TrackedHistory(client.tracking());
    assertThat(history.finished(RUN).keySet()).containsExactly("train");
    assertThat(history.find(Set.of("fp-1", "fp-2")).keySet()).containsExactly("fp-1");
    assertThat(history.latest("flights", Optional.empty()).get("train").ingredients())
        .containsEntry("code", "c1");
    assertThat(remote.store.tracking().runs().loadRun(RunTags.stepRunId(RUN, "train")).data())
        .isEqualTo(client.tracking().runs().loadRun(RunTags.stepRunId(RUN, "train")).data());
  }

  @Test
  void aModelIsRegisteredOnceAndPromoted() {
    run(RunStatus.FINISHED);
    String files = client.tracking().runs().loadRun(RUN).info().artifactUri();
    TrackedModels models = new TrackedModels(client.registry());
    ModelRegistry.Candidate candidate =
        new ModelRegistry.Candidate(
            "delay", URI.create(files + "/train/model"), "digest", RUN, "key", "made by a test");

    ModelRegistry.Registered first = models.register(candidate);

    assertThat(models.register(candidate)).isEqualTo(first);
    assertThat(first.version()).isEqualTo(1);
    assertThat(models.promote("delay", "champion", Optional.empty(), 1)).isTrue();
    assertThat(models.find("delay", ModelRef.alias("champion"))).contains(first);
    assertThat(List.of(first.digest(), first.runId())).containsExactly("digest", RUN);
  }
}
