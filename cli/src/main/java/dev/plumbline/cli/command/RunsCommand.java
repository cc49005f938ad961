package dev.plumbline.cli.command;

import dev.plumbline.cli.Surroundings;
import dev.plumbline.cli.show.Numbers;
import dev.plumbline.cli.show.TextTable;
import dev.plumbline.cli.wire.Session;
import dev.plumbline.runner.plan.PlanText;
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
      RecordedRuns runs = RecordedRuns.of(session);
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
      RecordedRuns runs = RecordedRuns.of(session);
      RecordedRun run = runs.load(id);
      List<RecordedStep> steps = runs.steps(run);
      return show(tree(run, steps), text(run, steps));
    }

    private static Map<String, Object> tree(RecordedRun run, List<RecordedStep> steps) {
      Map<String, Object> tree = run.head();
      tree.put("error", run.error().orElse(null));
      tree.put("artifacts", run.run().info().artifactUri());
      tree.put("parameters", run.parameters());
      tree.put("environment", run.environment());
      tree.put("metrics", run.numbers());
      tree.put("steps", steps.stream().map(RecordedStep::tree).toList());
      return tree;
    }

    private String text(RecordedRun run, List<RecordedStep> steps) {
      StringBuilder text = new StringBuilder();
      TextTable head = new TextTable("run", run.id());
      head.row("pipeline", run.pipeline() + " " + run.tag(RunTags.INTERVAL));
      head.row("engine", run.tag(RunTags.ENGINE));
      head.row("status", run.status());
      head.row("started", run.run().info().startTime());
      run.took().ifPresent(took -> head.row("took", PlanText.show(took)));
      run.error().ifPresent(e -> head.row("error", e));
      if (run.isBroken()) {
        head.row("go on", surroundings().command() + " run --resume " + run.id());
      }
      head.row("artifacts", run.run().info().artifactUri());
      text.append(head).append("\n\nsteps\n").append(steps(steps));
      pairs(text, "parameters", run.parameters());
      for (RecordedStep step : steps) {
        Map<String, String> numbers = new LinkedHashMap<>();
        step.metrics().forEach((k, v) -> numbers.put(k, Numbers.metric(v)));
        String from = step.reuse().map(r -> ", made by run " + r.run()).orElse("");
        pairs(text, "metrics of " + step.name() + from, numbers);
      }
      Map<String, String> environment = run.environment();
      environment.keySet().removeIf(k -> k.startsWith("conf.") || k.equals("libraries"));
      pairs(text, "environment", environment);
      return text.toString();
    }

    private static String steps(List<RecordedStep> steps) {
      TextTable table = new TextTable("  STEP", "STATUS", "TOOK", "READ", "MADE");
      for (RecordedStep step : steps) {
        Optional<RecordedRun> own = step.isReused() ? Optional.empty() : step.made();
        table.row(
            "  " + step.name(),
            step.isReused() ? step.status() : step.ended(),
            own.flatMap(RecordedRun::took).map(PlanText::show).orElse(""),
            own.map(s -> String.join(", ", s.inputs())).orElse(""),
            step.reuse().map(Reuse::toString).orElseGet(step::output));
      }
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
