package dev.plumbline.pipeline.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.pipeline.Metrics;
import dev.plumbline.pipeline.event.RunEvent.Stamp;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventJsonTest {
  private static final TableVersion TABLE =
      new TableVersion("scores", URI.create("file:///t/scores"), "77-88", 3, "s2", -1);
  private static final List<RunEvent> EVENTS = new ArrayList<>();

  static {
    add(
        s ->
            new RunEvent.RunStarted(
                s,
                "flights",
                "local",
                Optional.of("2001-06-01/2001-06-02"),
                Map.of("pipeline.lateMinutes", "15"),
                Map.of("user", "ann"),
                "the \"plan\"\n",
                "{}"));
    add(
        s ->
            new RunEvent.StepStarted(
                s, "train", "Train", 2, "fp", Map.of("code", "c1"), Map.of("rounds", "3")));
    add(s -> new RunEvent.InputRead(s, "train", Optional.of(TABLE), "scores@v3"));
    add(s -> new RunEvent.InputRead(s, "ingest", Optional.empty(), "file a.csv 99"));
    add(s -> new RunEvent.Progress(s, "train", 5, "rows"));
    add(s -> new RunEvent.MetricPoint(s, "train", "logloss", 7, Double.NaN));
    add(s -> new RunEvent.Reused(s, "a", "r0", "b", new StepOutput.Rows(TABLE, "tx")));
    add(s -> new RunEvent.Reused(s, "a", "r0", "b", new StepOutput.Json("{\"x\":1}")));
    add(
        s ->
            new RunEvent.Evaluated(
                s,
                "evaluate",
                new Metrics(
                    List.of(new Metrics.Metric("auc", 0.1 + 0.2, Metrics.Better.HIGHER)),
                    List.of(new Metrics.Attachment("roc.svg", "<svg/>")))));
    add(
        s ->
            new RunEvent.Committed(
                s,
                "publish",
                TABLE,
                "replace",
                new Profile(
                    4,
                    List.of(
                        new Profile.Column(
                            "day",
                            "date",
                            0,
                            Optional.of("1"),
                            Optional.empty(),
                            List.of(1.0, 2.5),
                            3)))));
    add(s -> new RunEvent.Rejected(s, "ingest", 2, List.of("line 3: zwölf 😀")));
    add(s -> new RunEvent.GateJudged(s, "register", "auc >= 0.5", true, List.of("auc 0.6")));
    add(s -> new RunEvent.Registered(s, "register", "delay", 3, Optional.of("champion")));
    add(s -> new RunEvent.Warned(s, "", "careful"));
    add(s -> new RunEvent.Retried(s, "train", 1, "lost executor", Duration.ofMillis(1500)));
    for (StepOutput output :
        List.of(
            new StepOutput.ModelDirectory(URI.create("file:///m"), "d"),
            new StepOutput.Version("delay", Optional.empty(), "refused"),
            new StepOutput.Fused())) {
      add(
          s ->
              new RunEvent.StepFinished(
                  s,
                  "train",
                  RunStatus.FINISHED,
                  "fp",
                  Optional.of(output),
                  Map.of("train", 4L),
                  Duration.ofSeconds(61),
                  Optional.empty()));
    }
    add(
        s ->
            new RunEvent.StepFinished(
                s,
                "x",
                RunStatus.SKIPPED,
                "fp",
                Optional.empty(),
                Map.of(),
                Duration.ZERO,
                Optional.of("the gate refused")));
    add(s -> new RunEvent.RunFinished(s, RunStatus.FAILED, Duration.ZERO, Optional.of("why")));
    add(s -> new RunEvent.Adopted(s, "a", new StepOutput.Rows(TABLE, "tx")));
    add(s -> new RunEvent.Staged(s, "a", Optional.of(new Profile(4, List.of())), Map.of("a", 4L)));
    add(s -> new RunEvent.Staged(s, "train", Optional.empty(), Map.of()));
  }

  private static void add(java.util.function.Function<Stamp, RunEvent> event) {
    Instant at = Instant.parse("2026-11-20T10:00:00.123456Z").plusMillis(EVENTS.size());
    EVENTS.add(event.apply(new Stamp("r1", EVENTS.size(), at)));
  }

  @Test
  void everyKindOfEventComesBackAsItWas() {
    assertThat(EVENTS.stream().<Class<?>>map(Object::getClass))
        .as("each kind is tried")
        .contains(RunEvent.class.getPermittedSubclasses());
    for (RunEvent event : EVENTS) {
      assertThat(EventJson.read(EventJson.write(event))).isEqualTo(event);
    }
  }

  /** A line that is no longer read, or is written otherwise, means another form. */
  @Test
  void theFirstFormIsReadAndWrittenAsItWasRecorded() throws IOException {
    List<String> recorded;
    try (InputStream in = EventJsonTest.class.getResourceAsStream("events-form-1.jsonl")) {
      recorded = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
    assertThat(EVENTS).extracting(EventJson::write).containsExactlyElementsOf(recorded);
    assertThat(recorded).extracting(EventJson::read).containsExactlyElementsOf(EVENTS);
  }

  @Test
  void whatIsNotOfThisFormIsRefused() {
    String line =
        EventJson.write(
            EVENTS.stream()
                .filter(RunEvent.RunFinished.class::isInstance)
                .findFirst()
                .orElseThrow());
    assertThatThrownBy(() -> EventJson.read(line.replace("\"form\":1", "\"form\":2")))
        .hasMessageContaining("of form 2: this Plumbline knows form 1, use the one that wrote it");
    assertThatThrownBy(() -> EventJson.read(line.replace("RunFinished", "RunPaused")))
        .hasMessageContaining("Cannot read event RunPaused");
    assertThatThrownBy(() -> EventJson.read(line.replace("\"took\"", "\"more\":1,\"took\"")))
        .hasMessageContaining("more");
    assertThatThrownBy(() -> EventJson.read("[]")).hasMessageContaining("Cannot read an event");
  }
}
