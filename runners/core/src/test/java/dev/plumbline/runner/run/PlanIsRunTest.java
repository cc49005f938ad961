package dev.plumbline.runner.run;

import static dev.plumbline.runner.run.TestingDelays.TRIPS;
import static dev.plumbline.runner.run.TestingFiles.WORDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.pipeline.Pipeline;
import dev.plumbline.pipeline.PipelineSource;
import dev.plumbline.pipeline.Writes;
import dev.plumbline.runner.plan.Plan;
import dev.plumbline.runner.plan.PlanJson;
import dev.plumbline.runner.plan.PlanRequest.Selection;
import dev.plumbline.runner.run.TestingDelays.Nightly;
import dev.plumbline.runner.run.TestingDelays.Train;
import dev.plumbline.runner.run.TestingDelays.Trip;
import dev.plumbline.runner.run.TestingFiles.Word;
import dev.plumbline.runner.run.TestingFiles.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random walks of changes and runs: whatever happened before, a run does what its plan says, and
 * planning twice says the same. {@link TestingRuns} compares decisions and events of every run.
 */
class PlanIsRunTest {
  private static final LocalDate ONE = LocalDate.of(2001, 6, 1);

  @TempDir Path folder;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aRunDoesWhatItsPlanSays(long seed) {
    TestingRuns runs = new TestingRuns(folder);
    Random random = new Random(seed);
    words("a 1\n");
    runs.commit(TRIPS, Writes.APPEND, new Trip(ONE, "AA", 10), new Trip(ONE.plusDays(1), "AA", 12));
    List<String> walk = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      walk.add(change(runs, random));
      PipelineSource source = source(random);
      runs.date = source instanceof Nightly ? Optional.of(ONE) : Optional.empty();
      runs.selection = selection(source, random);
      walk.add(source + " " + runs.selection);
      Plan plan = runs.plan(source);
      assertThat(PlanJson.differences(PlanJson.write(plan), runs.plan(source)))
          .as(walk.toString())
          .isEmpty();
      runs.run(plan, "walk-" + i);
      runs.selection = Selection.ALL;
      boolean settled = plan.blocked().isEmpty();
      Plan next = runs.plan(source);
      assertThat((settled && everythingStands(next)) || !settled || mayRunAgain(plan, next))
          .as(walk + "\n" + dev.plumbline.runner.plan.PlanText.of(next))
          .isTrue();
    }
  }

  /** After a run of everything only what always runs is left. */
  private static boolean everythingStands(Plan plan) {
    return plan.steps().stream()
        .allMatch(
            s ->
                !s.decision().mayRun()
                    || s.decision().reason().equals("appends again in each run")
                    || s.decision().reason().equals("for log"));
  }

  /** A selection, or a refused gate, may have left something to do. */
  private static boolean mayRunAgain(Plan plan, Plan next) {
    return next.steps().stream()
        .filter(s -> s.decision().mayRun())
        .allMatch(
            s ->
                !plan.step(s.name()).decision().mayRun()
                    || s.decision().reason().startsWith("for ")
                    || s.decision().reason().equals("appends again in each run"));
  }

  private void words(String text) {
    try {
      Files.writeString(folder.resolve("words.txt"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String change(TestingRuns runs, Random random) {
    int kind = random.nextInt(8);
    switch (kind) {
      case 0 -> words("a " + random.nextInt(3) + "\n");
      case 1 -> runs.commit(TRIPS, Writes.APPEND, new Trip(ONE, "UA", random.nextInt(40)));
      case 2 -> runs.commit(TRIPS, Writes.APPEND, new Trip(ONE.plusDays(30), "DL", 3));
      case 3 -> runs.commit(WORDS, Writes.APPEND, new Word("foreign", 1));
      case 4 -> runs.tables.compact(TestingRuns.location(TRIPS));
      case 5 -> runs.tables.drop(TestingRuns.location(WORDS));
      case 6 -> runs.conf.put("seed", String.valueOf(random.nextInt(2)));
      default -> {}
    }
    return "change " + kind;
  }

  private static PipelineSource source(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> new Words(List.of(Path.of("words.txt")), 0, 1 + random.nextInt(2), 0);
      case 1 -> new Nightly();
      default -> new Train(0, random.nextInt(3), 1_000);
    };
  }

  private static Selection selection(PipelineSource source, Random random) {
    List<String> names =
        Pipeline.define(source).nodes().stream().map(dev.plumbline.pipeline.Node::name).toList();
    Optional<String> step = Optional.of(names.get(random.nextInt(names.size())));
    return switch (random.nextInt(6)) {
      case 0 -> new Selection(true, Optional.empty(), Optional.empty());
      case 1 -> new Selection(false, step, Optional.empty());
      case 2 -> new Selection(false, Optional.empty(), step);
      default -> Selection.ALL;
    };
  }
}
