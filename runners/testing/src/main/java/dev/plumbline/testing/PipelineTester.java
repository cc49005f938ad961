package dev.plumbline.testing;

import dev.plumbline.pipeline.IngestStep;
import dev.plumbline.pipeline.Interval;
import dev.plumbline.pipeline.Nearest;
import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.Pipeline;
import dev.plumbline.pipeline.PipelineSource;
import dev.plumbline.pipeline.Table;
import dev.plumbline.pipeline.port.ModelFormat;
import dev.plumbline.runner.memory.MemoryRegistry;
import dev.plumbline.runner.plan.Plan;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Runs a pipeline in a test: on the local engine, over tables in memory, which can be merged by
 * key, without any service. Runs of one tester share tables, history and registry, so a second run
 * reuses what stands.
 *
 * <pre>{@code
 * TestedRun run =
 *     PipelineTester.of(new Punctuality(15))
 *         .source("ingest", new Flight("AA", 3), new Flight("AA", 21))
 *         .run();
 *
 * assertThat(run.rows(Punctuality.LATE)).containsExactly(new LateFlight("AA", 21));
 * assertThat(run.runAgain().decision("publish").verb()).isEqualTo(Verb.REUSE);
 * }</pre>
 *
 * <p>Time stands still at the beginning of 2001 and the seed is fixed: a test repeats bit for bit.
 * For one thread.
 */
public final class PipelineTester {
  private final PipelineSource source;
  private final TestBench bench;
  private final Map<String, String> settings = new TreeMap<>();
  private final Map<String, List<?>> sources = new TreeMap<>();
  private final Map<String, String> secrets = new TreeMap<>();
  private Path project = Path.of("").toAbsolutePath();
  private Optional<LocalDate> date = Optional.empty();
  private ModelFormat models = new FoundModels();

  private PipelineTester(PipelineSource source, TestBench bench) {
    this.source = source;
    this.bench = bench;
  }

  public static PipelineTester of(PipelineSource source) {
    return new PipelineTester(source, new TestBench());
  }

  /** A tester of another pipeline over the same tables, history and registry. */
  public PipelineTester then(PipelineSource next) {
    PipelineTester tester = new PipelineTester(next, bench);
    tester.project = project;
    tester.models = models;
    return tester;
  }

  /** Sets a parameter, as {@code --set} does: {@code pipeline.x} or {@code <step>.x}. */
  public PipelineTester set(String parameter, String value) {
    settings.put(parameter, value);
    return this;
  }

  /** Puts rows into a table, as somebody else's commit: more rows each time it is called. */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is copied, not kept
  public final <T extends Record> PipelineTester table(Table<T> table, T... rows) {
    return table(table, List.of(rows));
  }

  /** Puts rows into a table, as somebody else's commit: more rows each time it is called. */
  public <T extends Record> PipelineTester table(Table<T> table, List<T> rows) {
    bench.seed(table, rows);
    return this;
  }

  /** Gives the rows of an ingest step, in place of its source; none for an empty one. */
  public PipelineTester source(String ingest, Record... rows) {
    return source(ingest, List.of(rows));
  }

  /** Gives the rows of an ingest step, in place of its source. */
  public PipelineTester source(String ingest, List<? extends Record> rows) {
    sources.put(ingest, List.copyOf(rows));
    return this;
  }

  /** Runs for the interval that begins on this day, by the pipeline's grain and zone. */
  public PipelineTester interval(LocalDate day) {
    date = Optional.of(day);
    return this;
  }

  /** The folder that relative paths count from; where the test runs by default. */
  public PipelineTester project(Path folder) {
    project = folder.toAbsolutePath();
    return this;
  }

  /** A value that steps find by {@code resources.secret(name)}. */
  public PipelineTester secret(String name, String value) {
    secrets.put(name, value);
    return this;
  }

  /** How models are written and loaded; by default what the class path offers. */
  public PipelineTester models(ModelFormat format) {
    models = format;
    return this;
  }

  /** The registry that the pipeline's models are in. */
  public MemoryRegistry registry() {
    return bench.registry();
  }

  /**
   * What a run would do.
   *
   * @throws dev.plumbline.pipeline.InvalidPipelineException with every mistake of the definition
   * @throws dev.plumbline.runner.plan.PlanRefusedException with everything that is wrong outside
   * @throws dev.plumbline.runner.plan.NotReadyException with every input that is missing
   */
  public Plan plan() {
    return bench.plan(pipeline(), interval(), resources(), models);
  }

  /**
   * Runs the pipeline; throws as {@link #plan} does, too.
   *
   * @throws AssertionError when a step fails or can't run, with its error and the plan
   */
  public TestedRun run() {
    TestedRun run = tryRun();
    run.assertFinished();
    return run;
  }

  /** Runs the pipeline as {@link #run}, and answers also when a step failed or couldn't run. */
  public TestedRun tryRun() {
    return bench.run(plan(), resources(), models, this);
  }

  private TestResources resources() {
    return new TestResources(project, secrets);
  }

  private Pipeline pipeline() {
    Pipeline declared = Pipeline.define(source, settings);
    if (sources.isEmpty()) {
      return declared;
    }
    List<String> ingests =
        declared.nodes().stream().filter(Node.Ingest.class::isInstance).map(Node::name).toList();
    for (String name : sources.keySet()) {
      if (!ingests.contains(name)) {
        throw new IllegalArgumentException(
            "Cannot give rows to a source: the test "
                + Nearest.unknown("ingest step", name, ingests));
      }
    }
    List<Node> nodes = new ArrayList<>();
    declared.nodes().forEach(n -> nodes.add(given(n)));
    return new Pipeline(
        declared.name(), declared.grain(), declared.zone(), declared.parameters(), nodes);
  }

  private Node given(Node node) {
    if (!(node instanceof Node.Ingest ingest) || !sources.containsKey(node.name())) {
      return node;
    }
    IngestStep<?> rows = GivenRows.of(node.name(), ingest.out(), sources.get(node.name()));
    return new Node.Ingest(node.name(), rows, ingest.out());
  }

  private Optional<Interval> interval() {
    return date.map(day -> source.grain().startingOn(day, source.zone()));
  }
}
