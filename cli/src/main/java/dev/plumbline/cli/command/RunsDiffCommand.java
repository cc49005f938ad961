package dev.plumbline.cli.command;

import dev.plumbline.cli.Surroundings;
import dev.plumbline.cli.wire.Session;
import dev.plumbline.tracking.TrackingStore;
import dev.plumbline.tracking.pipeline.RunTags;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code plumb runs diff}: what one run did otherwise than another: code, parameters, data. */
@Command(
    name = "diff",
    description = "What differs between two runs: parameters, environment, code, data, metrics.")
final class RunsDiffCommand extends Reading {
  @Parameters(index = "0", paramLabel = "RUN", description = "As for runs show.")
  private String before;

  @Parameters(
      index = "1",
      paramLabel = "RUN",
      description = "The other one.",
      defaultValue = "last")
  private String after;

  RunsDiffCommand(Surroundings surroundings) {
    super(surroundings);
  }

  private record Difference(String what, String before, String after) {}

  @Override
  int work(Session session) {
    RecordedRuns runs = new RecordedRuns(session.get(TrackingStore.class));
    RecordedRun one = runs.load(before);
    RecordedRun two = runs.load(after);
    List<Difference> all = new ArrayList<>();
    compare("parameter ", one.parameters(), two.parameters(), all);
    compare("", one.environment(), two.environment(), all);
    compare("step ", one.steps(), two.steps(), all);
    Map<String, RecordedRun> first = byStep(runs.steps(one));
    Map<String, RecordedRun> second = byStep(runs.steps(two));
    for (String step : first.keySet()) {
      if (second.containsKey(step)) {
        steps(step, first.get(step), second.get(step), all);
      }
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("before", one.id());
    tree.put("after", two.id());
    List<Object> trees = new ArrayList<>();
    StringBuilder text = new StringBuilder(one.id() + " and " + two.id());
    for (Difference each : all) {
      Map<String, Object> difference = new LinkedHashMap<>();
      difference.put("what", each.what());
      difference.put("before", each.before());
      difference.put("after", each.after());
      trees.add(difference);
      text.append("\n  ").append(each.what()).append(": ");
      text.append(each.before()).append(" -> ").append(each.after());
    }
    tree.put("differences", trees);
    return show(tree, all.isEmpty() ? text + " do not differ" : text.toString());
  }

  private static Map<String, RecordedRun> byStep(List<RecordedRun> steps) {
    Map<String, RecordedRun> all = new LinkedHashMap<>();
    steps.forEach(step -> all.put(step.tag(RunTags.STEP), step));
    return all;
  }

  private static void steps(String step, RecordedRun one, RecordedRun two, List<Difference> all) {
    Map<String, String> before = new TreeMap<>(one.ingredients());
    Map<String, String> after = new TreeMap<>(two.ingredients());
    before.keySet().removeIf(k -> k.startsWith("parameter "));
    after.keySet().removeIf(k -> k.startsWith("parameter "));
    compare(step + ": ", before, after, all);
    Map<String, String> numbers = new TreeMap<>();
    Map<String, String> others = new TreeMap<>();
    one.metrics().forEach((k, v) -> numbers.put(k, v.toString()));
    two.metrics().forEach((k, v) -> others.put(k, v.toString()));
    numbers.remove(RunTags.TOOK);
    others.remove(RunTags.TOOK);
    compare(step + ": metric ", numbers, others, all);
    compare(
        step + ": ",
        Map.of("read", String.join(", ", one.inputs())),
        Map.of("read", String.join(", ", two.inputs())),
        all);
  }

  private static void compare(
      String prefix, Map<String, String> before, Map<String, String> after, List<Difference> all) {
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    for (String name : names) {
      String was = before.get(name);
      String is = after.get(name);
      if (!Objects.equals(was, is)) {
        all.add(
            new Difference(
                prefix + name,
                Objects.requireNonNullElse(was, "(none)"),
                Objects.requireNonNullElse(is, "(none)")));
      }
    }
  }
}
