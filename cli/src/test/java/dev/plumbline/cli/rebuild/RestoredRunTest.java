package dev.plumbline.cli.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.pipeline.event.EventBundle;
import dev.plumbline.pipeline.event.RunEvent;
import dev.plumbline.pipeline.event.RunEvent.Stamp;
import dev.plumbline.pipeline.event.RunStatus;
import dev.plumbline.pipeline.event.StepOutput;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RestoredRunTest {
  private static final Instant TEN = Instant.parse("2026-11-20T10:00:00Z");

  private static RunEvent start(String run, Instant at) {
    return new RunEvent.RunStarted(
        new Stamp(run, 0, at), "p", "local", Optional.empty(), Map.of(), Map.of(), "", "");
  }

  private static RunEvent begun(String run, long number, String step) {
    return new RunEvent.StepStarted(
        new Stamp(run, number, TEN), step, "Apply", 1, "fp-" + step, Map.of(), Map.of());
  }

  private static Trace made(String step, RunEvent... told) {
    StepOutput output = new StepOutput.ModelDirectory(URI.create("file:///m"), "d");
    return new Trace(
        List.of(told),
        Optional.of(
            new Trace.Made(step, "fp-" + step, output, TEN.plusSeconds(5), Optional.empty())));
  }

  private static Trace only(RunEvent start) {
    return new Trace(List.of(start), Optional.empty());
  }

  private static List<String> ends(List<RunEvent> events) {
    List<String> ends = new ArrayList<>();
    for (RunEvent event : events) {
      if (event instanceof RunEvent.StepFinished e) {
        ends.add(e.step() + " " + e.output().orElseThrow().getClass().getSimpleName());
      }
    }
    return ends;
  }

  @Test
  void whatWasDoneWithinAStepEndedWithIt() {
    Trace first = made("train", start("r", TEN), begun("r", 1, "label"), begun("r", 2, "train"));
    Trace second = made("other", start("r", TEN), begun("r", 5, "other"));
    List<RunEvent> events = RestoredRun.events(List.of(second, first));

    assertThat(ends(events))
        .containsExactly("label Fused", "train ModelDirectory", "other ModelDirectory");
    RunEvent.RunFinished end = (RunEvent.RunFinished) events.get(events.size() - 1);
    assertThat(end.status()).isEqualTo(RunStatus.FINISHED);
    assertThat(end.took()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void whatTheRunItselfToldIsTakenFirst() {
    Trace trace = made("train", start("r", TEN), begun("r", 1, "train"));
    RunEvent failed =
        new RunEvent.StepFinished(
            new Stamp("r", 2, TEN),
            "train",
            RunStatus.FINISHED,
            "fp-train",
            Optional.of(new StepOutput.Fused()),
            Map.of("train", 7L),
            Duration.ofSeconds(1),
            Optional.empty());
    RunEvent end =
        new RunEvent.RunFinished(
            new Stamp("r", 3, TEN), RunStatus.FAILED, Duration.ofSeconds(2), Optional.of("why"));
    Trace own =
        new Trace(List.of(start("r", TEN), begun("r", 1, "train"), failed, end), Optional.empty());
    List<RunEvent> events = RestoredRun.events(List.of(trace, own));
    assertThat(events).contains(failed, end).hasSize(4);
  }

  @Test
  void versionsOfTablesTellTheOrderWhateverTheClocksSaid() {
    RunOrder order = new RunOrder();
    List<RestoredRun> runs = new ArrayList<>();
    for (String run : List.of("a", "b", "c", "d")) {
      RestoredRun each = new RestoredRun(run);
      // The clock steps back an hour after each.
      each.add(only(start(run, TEN.minusSeconds(3600L * runs.size()))));
      runs.add(each);
    }
    for (String run : List.of("a", "b", "a", "c")) {
      order.wrote("t", run);
    }
    assertThat(order.of(runs)).extracting(RestoredRun::runId).containsExactly("d", "a", "b", "c");
    order.wrote("u", "c");
    order.wrote("u", "a"); // a went on after c
    assertThat(order.of(runs)).extracting(RestoredRun::runId).hasSize(4).containsOnlyOnce("a");
  }

  @Test
  void aBundleStaysSmallAndLosesTheLeastFirst() {
    List<RunEvent> many = new ArrayList<>(List.of(start("r", TEN)));
    Map<String, String> ingredients = new TreeMap<>();
    java.util.Random random = new java.util.Random(1);
    for (int i = 0; i < 40; i++) {
      ingredients.put("code " + i, Long.toHexString(random.nextLong()));
    }
    for (int i = 1; i < 60; i++) {
      many.add(
          new RunEvent.StepStarted(
              new Stamp("r", i, TEN),
              "s" + i,
              "Apply",
              1,
              "f",
              Map.copyOf(change(ingredients, i)),
              Map.of("p", "" + i)));
    }
    assertThat(EventBundle.unpack(EventBundle.pack(many.subList(0, 5))))
        .isEqualTo(many.subList(0, 5));
    String packed = EventBundle.pack(many);
    assertThat(packed.length()).isLessThanOrEqualTo(EventBundle.MOST);
    RunEvent.StepStarted last = (RunEvent.StepStarted) EventBundle.unpack(packed).get(59);
    assertThat(last.ingredients()).isEmpty();
    assertThat(last.parameters()).isEqualTo(Map.of("p", "59"));
  }

  private static Map<String, String> change(Map<String, String> all, int by) {
    Map<String, String> changed = new TreeMap<>();
    all.forEach((k, v) -> changed.put(k, v + Integer.toHexString(v.hashCode() * by)));
    return changed;
  }
}
