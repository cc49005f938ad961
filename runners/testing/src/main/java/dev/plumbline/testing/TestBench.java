package dev.plumbline.testing;

import dev.plumbline.pipeline.Interval;
import dev.plumbline.pipeline.Pipeline;
import dev.plumbline.pipeline.Table;
import dev.plumbline.pipeline.Writes;
import dev.plumbline.pipeline.event.RunEvent;
import dev.plumbline.pipeline.port.ModelFormat;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.code.CodeFingerprints;
import dev.plumbline.runner.engine.EngineServices;
import dev.plumbline.runner.local.LocalEngine;
import dev.plumbline.runner.memory.FolderArtifacts;
import dev.plumbline.runner.memory.MemoryHistory;
import dev.plumbline.runner.memory.MemoryRegistry;
import dev.plumbline.runner.memory.MemoryTables;
import dev.plumbline.runner.plan.FileDigests;
import dev.plumbline.runner.plan.Plan;
import dev.plumbline.runner.plan.PlanRequest;
import dev.plumbline.runner.plan.Planner;
import dev.plumbline.runner.plan.PlanningServices;
import dev.plumbline.runner.run.Ownership;
import dev.plumbline.runner.run.RunOptions;
import dev.plumbline.runner.run.RunResult;
import dev.plumbline.runner.run.RunServices;
import dev.plumbline.runner.run.Runner;
import dev.plumbline.runner.table.RowRange;
import dev.plumbline.runner.table.WriteTarget;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Everything that the runs of one tester share, all of it in this process. */
final class TestBench {
  private static final URI ROOT = URI.create("memory:/tables/");
  private static final int THREADS = 2;

  /** The local engine over tables in memory, which can merge by key. */
  private static final String ENGINE = "memory";

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2001-01-01T00:00:00Z"), ZoneOffset.UTC);

  private final MemoryTables tables = new MemoryTables(CLOCK);
  private final MemoryHistory history = new MemoryHistory();
  private final MemoryRegistry registry = new MemoryRegistry();
  private final Path folder = TestFolder.make();
  private final FolderArtifacts artifacts = new FolderArtifacts(folder.resolve("artifacts"));
  private int commits;
  private int plans;
  private int runs;

  MemoryRegistry registry() {
    return registry;
  }

  static URI location(Table<?> table) {
    return ROOT.resolve(table.location().orElse(table.name()));
  }

  <T extends Record> void seed(Table<T> table, List<T> rows) {
    Schema<T> schema = table.schema();
    WriteTarget target =
        new WriteTarget(
            table.name(),
            location(table),
            schema,
            table.partitionColumns(),
            Writes.APPEND,
            RowRange.all(),
            "test/" + ++commits,
            new TreeMap<>(Map.of("run", "the test", "step", "table")));
    tables.stage(target, rows.stream().map(schema::cells).iterator()).commit();
  }

  Plan plan(
      Pipeline pipeline, Optional<Interval> interval, TestResources resources, ModelFormat models) {
    PlanningServices services =
        new PlanningServices(
            tables,
            ROOT,
            history,
            registry,
            artifacts,
            () -> models,
            CodeFingerprints.open(folder.resolve("code")),
            new FileDigests(folder.resolve("digests")),
            resources);
    PlanRequest request =
        new PlanRequest(
            pipeline,
            interval,
            ENGINE,
            "test",
            new TreeMap<>(Map.of("seed", "0", "threads", String.valueOf(THREADS))),
            PlanRequest.Selection.ALL,
            Optional.empty(),
            "plan-" + ++plans);
    return new Planner(services).plan(request);
  }

  TestedRun run(Plan plan, TestResources resources, ModelFormat models, PipelineTester tester) {
    String id = "run-" + ++runs;
    Path scratch = folder.resolve("scratch").resolve(id);
    EngineServices engine = new EngineServices(resources, models, scratch, scratch, THREADS);
    List<RunEvent> events = new ArrayList<>();
    RunServices services =
        new RunServices(
            () -> new LocalEngine(tables, tables, engine),
            () -> models,
            registry,
            artifacts,
            Ownership.alone(),
            scratch,
            CLOCK,
            List.of(history, events::add));
    RunOptions options =
        new RunOptions(
            id, 0, Duration.ZERO, Duration.ofDays(1), 0, THREADS, new TreeMap<>(Map.of()));
    RunResult result = new Runner(services).run(plan, options);
    return new TestedRun(plan, result, events, tables, tester);
  }
}
