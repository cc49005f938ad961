package dev.plumbline.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.Output;
import dev.plumbline.pipeline.Port;
import dev.plumbline.pipeline.RowStep;
import dev.plumbline.pipeline.Splitter;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.engine.Engine;
import dev.plumbline.runner.engine.EngineServices;
import dev.plumbline.runner.engine.LocalRows;
import dev.plumbline.runner.engine.RowPlan;
import dev.plumbline.testing.AllTypes;
import dev.plumbline.testing.EngineContract;
import dev.plumbline.testing.EngineContractSteps.Seeded;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine contract on a local session. */
final class SparkEngineTest extends EngineContract {
  private static final String THRESHOLD = "spark.sql.autoBroadcastJoinThreshold";

  @Override
  protected Engine open(EngineServices services) {
    TestingSession.get();
    return new SparkEngineFactory().open(Map.of(), services);
  }

  @Test
  void bigRightSidesAreSortedInstead() {
    TestingSession.get().conf().set(THRESHOLD, "-1");
    try {
      keysJoinByTheirValueAndNullsJoinNothing();
      rowsComeInTheSameOrderAgain();
    } finally {
      TestingSession.get().conf().unset(THRESHOLD);
    }
  }

  @Test
  void bothSidesOfASharedSplitComeOfOnePass(@TempDir Path temp) {
    Schema<AllTypes> schema = Schema.of(AllTypes.class);
    Port in = Port.out("in");
    RowPlan source = new RowPlan.Ingest(new Node.Ingest("in", new Seeded(7, 20, 2, false), schema));
    RowPlan counted = RowPlan.Step.out(new Node.Apply("count", new Counting(), in, schema), source);
    Node.Split split = new Node.Split("split", Splitter.byKey(0.5, 5, "count"), in, schema);
    EngineServices services =
        new EngineServices(TestingSession.NONE, TestingSession.NO_MODELS, temp, temp, 2);
    Counting.ROWS.set(0);
    try (Engine engine = open(services)) {
      List<Long> sizes = new ArrayList<>();
      for (String port : List.of(Node.Split.TRAIN, Node.Split.TEST, Node.Split.TEST)) {
        RowPlan.Step step = new RowPlan.Step(split, port, List.of(counted));
        try (LocalRows side = engine.collect(new RowPlan.Shared(step, 1), new Told())) {
          assertThat(side.size()).isPositive();
          sizes.add(side.size());
        }
      }
      assertThat(sizes.get(0) + sizes.get(1)).isEqualTo(40);
      assertThat(sizes.get(2)).isEqualTo(sizes.get(1));
      assertThat(Counting.ROWS).hasValue(40);
    }
  }

  /** Counts how often it is called in this process. */
  public record Counting() implements RowStep<AllTypes, AllTypes> {
    private static final AtomicInteger ROWS = new AtomicInteger();

    @Override
    public void apply(AllTypes row, Output<? super AllTypes> out) {
      ROWS.incrementAndGet();
      out.emit(row);
    }
  }
}
