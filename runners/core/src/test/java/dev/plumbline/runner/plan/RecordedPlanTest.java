package dev.plumbline.runner.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.pipeline.PipelineSource;
import dev.plumbline.pipeline.Writes;
import dev.plumbline.runner.run.TestingDelays;
import dev.plumbline.runner.run.TestingFiles.Words;
import dev.plumbline.runner.run.TestingRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run keeps of its plan comes back as it was. */
class RecordedPlanTest {
  private static final LocalDate ONE = LocalDate.of(2001, 6, 1);

  @TempDir Path folder;

  @Test
  void comesBackWhole() throws IOException {
    TestingRuns runs = new TestingRuns(folder);
    Files.writeString(folder.resolve("words.txt"), "a 1\n");
    runs.commit(TestingDelays.TRIPS, Writes.APPEND, new TestingDelays.Trip(ONE, "A \"x\"", 1));
    runs.commit(
        TestingDelays.TRIPS, Writes.APPEND, new TestingDelays.Trip(ONE.plusDays(1), "B", 1));
    runs.run(new TestingDelays.Train());

    for (PipelineSource source :
        List.of(
            new Words("words.txt"),
            new TestingDelays.Train(3, 0.5, 9),
            new TestingDelays.Nightly())) {
      runs.date = source instanceof TestingDelays.Nightly ? Optional.of(ONE) : Optional.empty();
      Plan plan = runs.plan(source);
      RecordedPlan recorded = RecordedPlan.read(RecordedPlan.write(plan));
      assertThat(recorded).isEqualTo(RecordedPlan.of(plan));
      assertThat(recorded.define(source)).isEqualTo(plan.pipeline());
      assertThat(recorded.pins(plan.pipeline())).isEqualTo(plan.pins());
      assertThat(PlanJson.differences(RecordedPlan.write(plan), plan)).isEmpty();
    }
  }

  @Test
  void anotherDocumentIsRefused() {
    assertThatThrownBy(() -> RecordedPlan.read("{\"format\":\"plumbline-plan-1\"}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("an older Plumbline wrote it");
  }
}
