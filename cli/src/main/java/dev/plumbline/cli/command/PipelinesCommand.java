package dev.plumbline.cli.command;

import dev.plumbline.cli.Surroundings;
import dev.plumbline.cli.show.TextTable;
import dev.plumbline.cli.wire.Pipelines;
import dev.plumbline.cli.wire.Planning;
import dev.plumbline.cli.wire.Session;
import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.Parameters;
import dev.plumbline.pipeline.Pipeline;
import dev.plumbline.pipeline.PipelineSource;
import dev.plumbline.pipeline.Port;
import dev.plumbline.runner.plan.Planner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code plumb pipelines}: what can be run. */
final class PipelinesCommand {
  private PipelinesCommand() {}

  /** {@code plumb pipelines list}. */
  @Command(name = "list", description = "The pipelines on the class path.")
  static final class ListThem extends Reading {
    ListThem(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    int work(Session session) {
      TextTable table = new TextTable("PIPELINE", "GRAIN", "CLASS");
      List<Object> trees = new ArrayList<>();
      for (PipelineSource source : session.get(Pipelines.class).list()) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("pipeline", source.name());
        tree.put("grain", source.grain().name());
        tree.put("zone", source.zone().getId());
        tree.put("class", source.getClass().getName());
        trees.add(tree);
        table.row(source.name(), source.grain(), source.getClass().getName());
      }
      return show(Map.of("pipelines", trees), table.toString());
    }
  }

  /** {@code plumb pipelines show}. */
  @Command(
      name = "show",
      description = "One pipeline: its steps, what they take and give, and all parameters.")
  static final class Show extends Reading {
    @picocli.CommandLine.Parameters(paramLabel = "PIPELINE", description = "Its name.")
    private String name;

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "A parameter, as for run.")
    private Map<String, String> settings = new LinkedHashMap<>();

    Show(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    int work(Session session) {
      Pipeline pipeline = session.get(Planning.class).define(name, settings);
      Map<String, String> parameters = new TreeMap<>();
      Parameters.flatten(pipeline.parameters())
          .forEach((k, v) -> parameters.put("pipeline." + k, v));
      TextTable table = new TextTable("  STEP", "KIND", "TAKES", "RECORD");
      List<Object> steps = new ArrayList<>();
      for (Node node : pipeline.nodes()) {
        node.step()
            .ifPresent(
                step ->
                    Parameters.flatten(step)
                        .forEach((k, v) -> parameters.put(node.name() + "." + k, v)));
        List<String> inputs = node.inputs().stream().map(Show::text).toList();
        String record = node.step().map(s -> s.getClass().getName()).orElse("");
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("name", node.name());
        step.put("kind", node.getClass().getSimpleName());
        step.put("inputs", inputs);
        step.put("record", record.isEmpty() ? null : record);
        steps.add(step);
        table.row(
            "  " + node.name(),
            node.getClass().getSimpleName(),
            String.join(", ", inputs),
            record.substring(record.lastIndexOf('.') + 1));
      }
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("pipeline", pipeline.name());
      tree.put("grain", pipeline.grain().name());
      tree.put("zone", pipeline.zone().getId());
      tree.put("interval", Planner.takesInterval(pipeline));
      tree.put("parameters", parameters);
      tree.put("steps", steps);
      return show(tree, text(pipeline, table, parameters));
    }

    private String text(Pipeline pipeline, TextTable steps, Map<String, String> parameters) {
      StringBuilder text = new StringBuilder(pipeline.name());
      text.append(
          Planner.takesInterval(pipeline)
              ? ", for one " + pipeline.grain() + " (" + pipeline.zone() + "): give --date"
              : ", takes no date");
      text.append("\n\n").append(steps).append("\n\nparameters, for --set and conf");
      parameters.forEach((k, v) -> text.append("\n  ").append(k).append('=').append(v));
      return text.toString();
    }

    private static String text(Port port) {
      return port.name().equals("out") ? port.step() : port.step() + "." + port.name();
    }
  }
}
