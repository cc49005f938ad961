package dev.plumbline.cli.command;

import dev.plumbline.cli.Surroundings;
import dev.plumbline.cli.show.Numbers;
import dev.plumbline.cli.show.TextTable;
import dev.plumbline.cli.wire.Session;
import dev.plumbline.runner.plan.PlanText;
import dev.plumbline.tracking.TrackingStore;
import dev.plumbline.tracking.pipeline.RunTags;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb runs}: what was done. */
final class RunsCommand {
  private RunsCommand() {}

  /** {@code plumb runs list}. */
  @Command(name = "list", description = "Runs of pipelines, the latest first.")
  static final class ListThem extends Reading {
    @Parameters(arity = "0..1", paramLabel = "PIPELINE", description = "Of this pipeline only.")
    private String pipeline;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many; 20.")
    private int limit = 20;

    ListThem(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    int work(Session session) {
      TextTable table =
          new TextTable("RUN", "PIPELINE", "INTERVAL", "ENGINE", "STATUS", "STARTED", "TOOK");
      List<Object> trees = new ArrayList<>();
      RecordedRuns runs = new RecordedRuns(session.get(TrackingStore.class));
      for (RecordedRun run : runs.list(Optional.ofNullable(pipeline), limit)) {
        trees.add(run.head());
        table.row(
            run.id(),
            run.pipeline(),
            run.tag(RunTags.INTERVAL),
            run.tag(RunTags.ENGINE),
            run.status(),
            run.run().info().startTime().truncatedTo(ChronoUnit.SECONDS),
            run.took().map(PlanText::show).orElse(""));
      }
      return show(Map.of("runs", trees), table.toString());
    }
  }

  /** {@code plumb runs show}. */
  @Command(
      name = "show",
      description = "One run: steps, parameters, metrics, what it read and wrote.")
  static final class Show extends Reading {
    @Parameters(
        paramLabel = "RUN",
        description = "Its id, the beginning of its id, or last.",
        defaultValue = "last")
    private String id;

    Show(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    int work(Session session) {
      RecordedRuns runs = new RecordedRuns(session.get(TrackingStore.class));
      RecordedRun run = runs.load(id);
      List<RecordedRun> steps = runs.steps(run);
      return show(tree(run, steps), text(run, steps));
    }

    private static Map<String, Object> tree(RecordedRun run, List<RecordedRun> steps) {
      Map<String, Object> tree = run.head();
      tree.put("error", run.run().data().tag(RunTags.ERROR).orElse(null));
      tree.put("artifacts", run.run().info().artifactUri());
      tree.put("parameters", run.parameters());
      tree.put("environment", run.environment());
      tree.put("metrics", run.numbers());
      tree.put("ended", run.steps());
      List<Object> all = new ArrayList<>();
      for (RecordedRun step : steps) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("step", step.tag(RunTags.STEP));
        one.put("run", step.id());
        one.put("kind", step.tag(RunTags.KIND));
        one.put("status", step.status());
        one.put("seconds", step.took().map(t -> t.toMillis() / 1000.0).orElse(null));
        one.put("error", step.run().data().tag(RunTags.ERROR).orElse(null));
        one.put("fingerprint", step.tag(RunTags.FINGERPRINT));
        one.put("table", step.run().data().tag(RunTags.TABLE).orElse(null));
        one.put("model", step.run().data().tag(RunTags.MODEL_VERSION).orElse(null));
        one.put("inputs", step.inputs());
        one.put("metrics", step.numbers());
        one.put("artifacts", step.run().info().artifactUri());
        all.add(one);
      }
      tree.put("steps", all);
      return tree;
    }

    private static String text(RecordedRun run, List<RecordedRun> steps) {
      StringBuilder text = new StringBuilder();
      TextTable head = new TextTable("run", run.id());
      head.row("pipeline", run.pipeline() + " " + run.tag(RunTags.INTERVAL));
      head.row("engine", run.tag(RunTags.ENGINE));
      head.row("status", run.status());
      head.row("started", run.run().info().startTime());
      run.took().ifPresent(took -> head.row("took", PlanText.show(took)));
      run.run().data().tag(RunTags.ERROR).ifPresent(e -> head.row("error", e));
      head.row("artifacts", run.run().info().artifactUri());
      text.append(head).append("\n\nsteps\n").append(steps(run, steps));
      pairs(text, "parameters", run.parameters());
      for (RecordedRun step : steps) {
        Map<String, String> numbers = new LinkedHashMap<>();
        step.metrics().forEach((k, v) -> numbers.put(k, Numbers.metric(v)));
        numbers.keySet().removeIf(k -> k.startsWith("rows.") || k.equals(RunTags.TOOK));
        pairs(text, "metrics of " + step.tag(RunTags.STEP), numbers);
      }
      Map<String, String> environment = run.environment();
      environment.keySet().removeIf(k -> k.startsWith("conf.") || k.equals("libraries"));
      pairs(text, "environment", environment);
      return text.toString();
    }

    private static String steps(RecordedRun run, List<RecordedRun> steps) {
      Map<String, RecordedRun> own = new LinkedHashMap<>();
      steps.forEach(step -> own.put(step.tag(RunTags.STEP), step));
      TextTable table = new TextTable("  STEP", "STATUS", "TOOK", "READ", "MADE");
      Map<String, String> ended = new LinkedHashMap<>(run.steps());
      own.forEach((name, step) -> ended.putIfAbsent(name, step.status()));
      ended.forEach(
          (name, status) -> {
            Optional<RecordedRun> step = Optional.ofNullable(own.get(name));
            table.row(
                "  " + name,
                status,
                step.flatMap(RecordedRun::took).map(PlanText::show).orElse(""),
                step.map(s -> String.join(", ", s.inputs())).orElse(""),
                step.map(s -> s.tag(RunTags.TABLE) + s.tag(RunTags.MODEL_VERSION)).orElse(""));
          });
      return table.toString();
    }

    private static void pairs(StringBuilder text, String title, Map<String, String> pairs) {
      if (!pairs.isEmpty()) {
        text.append("\n\n").append(title);
        pairs.forEach((k, v) -> text.append("\n  ").append(k).append(" = ").append(v));
      }
    }
  }
}
