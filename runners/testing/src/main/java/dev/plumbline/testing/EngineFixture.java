package dev.plumbline.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.Port;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.engine.Engine;
import dev.plumbline.runner.engine.EngineServices;
import dev.plumbline.runner.engine.LocalRows;
import dev.plumbline.runner.engine.RowPlan;
import dev.plumbline.testing.EngineContractSteps.Seeded;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An engine under a contract: what it is opened with, and the rows that it gives. */
abstract class EngineFixture {
  static final Port IN = Port.out("in");
  static final Schema<AllTypes> ROWS = Schema.of(AllTypes.class);
  static final Seeded SOURCE = new Seeded(7, 150, 3, false);
  static final RowPlan SOURCE_PLAN = ingest(SOURCE);

  @TempDir Path temp;
  EngineContractServices given;
  EngineContractServices.Told told;

  /** An engine; the contract closes it. */
  protected abstract Engine open(EngineServices services);

  @BeforeEach
  void begin() {
    given = new EngineContractServices(temp);
    told = new EngineContractServices.Told();
  }

  static RowPlan ingest(Seeded source) {
    return new RowPlan.Ingest(new Node.Ingest("in", source, ROWS));
  }

  static RowPlan apply(String name, dev.plumbline.pipeline.RowStep<?, ?> step, Schema<?> out) {
    return RowPlan.Step.out(new Node.Apply(name, step, IN, out), SOURCE_PLAN);
  }

  final <T> List<T> collect(RowPlan plan) {
    try (Engine engine = open(given.services())) {
      return collect(engine, plan);
    }
  }

  @SuppressWarnings("unchecked")
  final <T> List<T> collect(Engine engine, RowPlan plan) {
    List<T> rows = new ArrayList<>();
    Schema<T> schema = (Schema<T>) plan.schema();
    try (LocalRows local = engine.collect(plan, told)) {
      local.rows().forEach(row -> rows.add(schema.type().cast(row)));
      assertThat(local.size()).isEqualTo(rows.size());
    }
    return rows;
  }

  static <T, R> List<R> map(List<T> rows, Function<T, R> to) {
    return rows.stream().map(to).toList();
  }
}
