package dev.plumbline.runner.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.pipeline.PipelineSource;
import dev.plumbline.pipeline.Writes;
import dev.plumbline.runner.plan.TestingBreadth.Item;
import dev.plumbline.runner.run.TestingRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Planning a thousand steps takes time in proportion to them. */
class PlanningSpeedTest {
  private static final Duration BOUND = Duration.ofSeconds(1);

  @Test
  void aThousandStepsOverFiftyTables(@TempDir Path folder) {
    TestingRuns runs = tables(folder);
    assertThat(took(runs, new TestingBreadth.Wide(50, 1_000, 1))).isLessThan(BOUND);
    runs.run(new TestingBreadth.Wide(50, 300, 1));
    assertThat(took(runs, new TestingBreadth.Wide(50, 1_000, 2))).isLessThan(BOUND);
  }

  @Test
  void aChainThatChangedAtItsRoot(@TempDir Path folder) {
    TestingRuns runs = tables(folder);
    runs.run(new TestingBreadth.Chain(300, 1, false));
    Duration small = took(runs, new TestingBreadth.Chain(250, 2, false));
    Duration large = took(runs, new TestingBreadth.Chain(2_000, 2, false));
    assertThat(large).as("eight times as many took %s at first", small).isLessThan(BOUND);
    runs.run(new TestingBreadth.Chain(500, 1, true));
    assertThat(took(runs, new TestingBreadth.Chain(500, 2, true))).isLessThan(BOUND);
  }

  private static TestingRuns tables(Path folder) {
    TestingRuns runs = new TestingRuns(folder);
    for (int i = 0; i < 50; i++) {
      runs.commit(TestingBreadth.table("in-" + i), Writes.REPLACE, new Item(i, "item"));
    }
    return runs;
  }

  private static Duration took(TestingRuns runs, PipelineSource source) {
    long start = System.nanoTime();
    runs.plan(source);
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Prints how long a plan takes in a fresh JVM: the first, and the following. */
  public static void main(String[] arguments) throws IOException {
    TestingRuns runs = tables(Files.createTempDirectory("speed"));
    for (PipelineSource source :
        new PipelineSource[] {
          new TestingBreadth.Wide(50, 1_000, 1),
          new TestingBreadth.Wide(50, 1_000, 1),
          new TestingBreadth.Chain(1_000, 1, false),
          new TestingBreadth.Chain(1_000, 1, true),
          new TestingBreadth.Chain(8_000, 1, false)
        }) {
      System.out.printf("%s: %d ms%n", source, took(runs, source).toMillis());
    }
  }
}
