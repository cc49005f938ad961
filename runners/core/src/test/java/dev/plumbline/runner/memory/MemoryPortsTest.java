package dev.plumbline.runner.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.pipeline.ModelRef;
import dev.plumbline.pipeline.event.RunEvent;
import dev.plumbline.pipeline.event.RunEvent.Stamp;
import dev.plumbline.pipeline.event.RunStatus;
import dev.plumbline.pipeline.event.StepOutput;
import dev.plumbline.pipeline.port.ModelRegistry.Candidate;
import dev.plumbline.pipeline.port.ModelRegistry.Registered;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** History, registry and artifacts without a service. */
class MemoryPortsTest {
  private static final URI PLACE = URI.create("file:///model");

  private static Candidate candidate(String key) {
    return new Candidate("delay", PLACE, "d", "run", key, "");
  }

  @Test
  void aModelIsRegisteredOnceForEachKey() {
    MemoryRegistry registry = new MemoryRegistry();
    assertThat(registry.register(candidate("a")).version()).isEqualTo(1);
    assertThat(registry.register(candidate("b")).version()).isEqualTo(2);
    assertThat(registry.register(candidate("a")).version()).isEqualTo(1);
    registry.delete("delay", 2);
    assertThat(registry.register(candidate("b")).version())
        .as("numbers are used once")
        .isEqualTo(3);
    assertThat(registry.find("delay", ModelRef.number(2))).isEmpty();
    assertThat(registry.find("other", ModelRef.number(1))).isEmpty();
  }

  @Test
  void anAliasMovesOnlyFromWhereItWasSeen() {
    MemoryRegistry registry = new MemoryRegistry();
    registry.register(candidate("a"));
    registry.register(candidate("b"));
    assertThat(registry.promote("delay", "champion", Optional.empty(), 1)).isTrue();
    assertThat(registry.promote("delay", "champion", Optional.empty(), 2)).isFalse();
    assertThat(registry.promote("delay", "champion", Optional.of(1), 2)).isTrue();
    assertThat(registry.find("delay", ModelRef.alias("champion")).map(Registered::version))
        .contains(2);
    registry.moveToStage("delay", 1, "Production");
    assertThat(registry.find("delay", ModelRef.stage("Production")).map(Registered::version))
        .contains(1);
    assertThatThrownBy(() -> registry.promote("delay", "x", Optional.empty(), 9))
        .hasMessage("Cannot use version 9 of model delay: it is not registered");
  }

  @Test
  void artifactsAreKeptAndNeverOverwritten(@TempDir Path temp) throws IOException {
    FolderArtifacts artifacts = new FolderArtifacts(temp.resolve("kept"));
    Path model = Files.createDirectories(temp.resolve("model/data"));
    Files.writeString(model.resolve("a.txt"), "one");
    URI first = artifacts.put("run", "train/model", temp.resolve("model"));
    assertThat(artifacts.put("run", "train/model", temp.resolve("model"))).isEqualTo(first);
    Files.writeString(model.resolve("a.txt"), "two");
    URI second = artifacts.put("run", "train/model", temp.resolve("model"));
    assertThat(second).isNotEqualTo(first);
    assertThat(artifacts.fetch(first).resolve("data/a.txt")).hasContent("one");
    assertThat(artifacts.fetch(second).resolve("data/a.txt")).hasContent("two");
    URI file = artifacts.put("run", "log.txt", model.resolve("a.txt"));
    assertThat(artifacts.fetch(file)).hasContent("two");
    assertThatThrownBy(() -> artifacts.put("run", "../../out", model))
        .hasMessageContaining("it leaves the run's folder");
    assertThatThrownBy(() -> artifacts.fetch(URI.create("file:///nowhere/at/all")))
        .hasMessage("Cannot fetch file:///nowhere/at/all: nothing is there");
    assertThatThrownBy(() -> artifacts.fetch(URI.create("s3://bucket/x")))
        .hasMessageContaining("nothing is there");
  }

  private static Stamp stamp(String run, long at) {
    return new Stamp(run, at, Instant.ofEpochSecond(at));
  }

  private static void tell(
      MemoryHistory history, String run, String interval, String fingerprint, RunStatus status) {
    long at = Long.parseLong(run);
    history.on(
        new RunEvent.RunStarted(
            stamp(run, at), "p", "local", Optional.of(interval), Map.of(), Map.of(), "", ""));
    history.on(
        new RunEvent.StepStarted(
            stamp(run, at), "s", "Write", 1, fingerprint, Map.of("k", run), Map.of()));
    history.on(
        new RunEvent.StepFinished(
            stamp(run, at),
            "s",
            status,
            fingerprint,
            Optional.of(new StepOutput.Fused()),
            Map.of(),
            Duration.ZERO,
            Optional.empty()));
    history.on(new RunEvent.RunFinished(stamp(run, at), status, Duration.ZERO, Optional.empty()));
  }

  @Test
  void historyFindsTheLatestFinishedStep() {
    MemoryHistory history = new MemoryHistory();
    tell(history, "1", "d1", "f", RunStatus.FINISHED);
    tell(history, "2", "d2", "f", RunStatus.FINISHED);
    tell(history, "3", "d2", "f", RunStatus.FAILED);
    tell(history, "4", "d3", "g", RunStatus.REUSED);
    assertThat(history.find(Set.of("f", "g", "h"))).containsOnlyKeys("f");
    assertThat(history.find(Set.of("f")).get("f").runId()).isEqualTo("2");
    assertThat(history.latest("p", Optional.of("d1")).get("s").runId()).isEqualTo("1");
    assertThat(history.latest("p", Optional.of("d9")).get("s").ingredients())
        .containsEntry("k", "2");
    assertThat(history.latest("q", Optional.empty())).isEmpty();
    assertThat(history.runs())
        .extracting(r -> r.status().orElseThrow())
        .containsExactly(
            RunStatus.FINISHED, RunStatus.FINISHED, RunStatus.FAILED, RunStatus.REUSED);
  }
}
