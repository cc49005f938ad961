package dev.plumbline.cli.show;

import dev.plumbline.pipeline.Metrics;
import dev.plumbline.pipeline.event.RunEvent;
import dev.plumbline.pipeline.event.RunListener;
import dev.plumbline.pipeline.event.RunStatus;
import dev.plumbline.pipeline.event.StepOutput;
import dev.plumbline.runner.run.RunResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Gathers what a run made, for its end. */
public final class Recap implements RunListener {
  private final Map<String, Metrics> metrics = new LinkedHashMap<>();
  private final Map<String, RunEvent.Registered> registered = new LinkedHashMap<>();

  @Override
  public void on(RunEvent event) {
    if (event instanceof RunEvent.Evaluated e) {
      metrics.put(e.step(), e.metrics());
    } else if (event instanceof RunEvent.Registered e) {
      registered.put(e.step(), e);
    }
  }

  @Override
  public void close() {
    // holds nothing open
  }

  /** One line for each thing that there is now, reused ones included. */
  public List<String> lines(RunResult result) {
    List<String> lines = new ArrayList<>();
    for (RunResult.Step step : result.steps()) {
      String kept = step.status() == RunStatus.REUSED ? "  (unchanged)" : "";
      step.output().flatMap(output -> line(step, output)).ifPresent(l -> lines.add(l + kept));
      Optional.ofNullable(metrics.get(step.name())).ifPresent(m -> lines.add(line(step, m)));
    }
    return lines;
  }

  private Optional<String> line(RunResult.Step step, StepOutput output) {
    if (output instanceof StepOutput.Rows rows) {
      return Optional.of(
          "table   "
              + rows.version()
              + (rows.version().rows() < 0 ? "" : "  " + Numbers.rows(rows.version().rows())));
    }
    if (output instanceof StepOutput.Version version) {
      String alias =
          Optional.ofNullable(registered.get(step.name()))
              .flatMap(RunEvent.Registered::alias)
              .map(a -> "  @" + a)
              .orElse("");
      return Optional.of(
          version
              .version()
              .map(v -> "model   " + version.model() + " v" + v + alias)
              .orElse("model   " + version.model() + ": no new version, " + version.why()));
    }
    return Optional.empty();
  }

  private static String line(RunResult.Step step, Metrics metrics) {
    StringBuilder text = new StringBuilder("metrics ").append(step.name()).append(' ');
    metrics.values().stream()
        .filter(m -> m.name().indexOf('/') < 0)
        .limit(8)
        .forEach(
            m -> text.append(' ').append(m.name()).append('=').append(Numbers.metric(m.value())));
    return text.toString();
  }

  /** What there is now, as {@code --json} tells it: tables, models, metrics. */
  public Map<String, Object> tree(RunResult result) {
    List<Object> tables = new ArrayList<>();
    List<Object> models = new ArrayList<>();
    for (RunResult.Step step : result.steps()) {
      StepOutput output = step.output().orElse(new StepOutput.Fused());
      if (output instanceof StepOutput.Rows rows) {
        Map<String, Object> table = new LinkedHashMap<>();
        table.put("step", step.name());
        table.put("table", rows.version().table());
        table.put("location", rows.version().location().toString());
        table.put("version", rows.version().version());
        table.put("rows", rows.version().rows());
        tables.add(table);
      } else if (output instanceof StepOutput.Version version) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("step", step.name());
        model.put("model", version.model());
        model.put("version", version.version().orElse(null));
        model.put("why", version.why());
        models.add(model);
      }
    }
    Map<String, Object> numbers = new TreeMap<>();
    metrics.forEach(
        (step, m) -> {
          Map<String, Object> values = new TreeMap<>();
          m.values().forEach(v -> values.put(v.name(), finite(v.value())));
          numbers.put(step, values);
        });
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("tables", tables);
    tree.put("models", models);
    tree.put("metrics", numbers);
    return tree;
  }

  /** JSON has no NaN and no infinity. */
  private static Object finite(double value) {
    return Double.isFinite(value) ? (Object) value : Double.toString(value);
  }
}
