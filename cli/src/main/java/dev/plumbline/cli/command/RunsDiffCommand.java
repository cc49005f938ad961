package dev.plumbline.cli.command;

import dev.plumbline.cli.Surroundings;
import dev.plumbline.cli.wire.Session;
import dev.plumbline.runner.plan.Fingerprint;
import dev.plumbline.tracking.pipeline.RunTags;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code plumb runs diff}: what one run did otherwise than another: code, parameters, data. */
@Command(
    name = "diff",
    description = {
      "What differs between two runs: parameters, environment, and of each step code, data in and"
          + " out, metrics.",
      "A step that is reused is compared as the run that made it did it."
    })
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

  private static final String ASIDE = Fingerprint.ASIDE;
  private static final String LIBRARIES = "libraries";
  private static final String ENGINE_VERSION = "engine.version";

  private record Difference(String what, String before, String after) {
    Map<String, Object> tree() {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("what", what);
      tree.put("before", before);
      tree.put("after", after);
      return tree;
    }

    /** Digests of a step's ingredients tell people nothing but that they differ. */
    @Override
    public String toString() {
      boolean digests = what.contains(": ") && before.matches(DIGEST) && after.matches(DIGEST);
      return what + (digests ? " changed" : ": " + before + " -> " + after);
    }

    private static final String DIGEST = "[0-9a-f]{16,}";
  }

  @Override
  int work(Session session) {
    RecordedRuns runs = RecordedRuns.of(session);
    RecordedRun one = runs.load(before);
    RecordedRun two = runs.load(after);
    List<Difference> all = new ArrayList<>();
    compare("", heads(one), heads(two), all);
    compare("parameter ", one.parameters(), two.parameters(), all);
    environment(one.environment(), two.environment(), all);
    Map<String, RecordedStep> first = byName(runs.steps(one));
    Map<String, RecordedStep> second = byName(runs.steps(two));
    Set<String> names = new LinkedHashSet<>(first.keySet());
    names.addAll(second.keySet());
    for (String name : names) {
      steps(name, Optional.ofNullable(first.get(name)), Optional.ofNullable(second.get(name)), all);
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("before", one.id());
    tree.put("after", two.id());
    tree.put("differences", all.stream().map(Difference::tree).toList());
    StringBuilder text = new StringBuilder(one.id() + " and " + two.id());
    all.forEach(each -> text.append("\n  ").append(each));
    return show(tree, all.isEmpty() ? text + " do not differ" : text.toString());
  }

  private static Map<String, String> heads(RecordedRun run) {
    return Map.of(
        "pipeline", run.pipeline(),
        "interval", run.tag(RunTags.INTERVAL),
        "engine", run.tag(RunTags.ENGINE),
        "status", run.status());
  }

  /** Of the libraries only those that differ; a run that computed nothing used no engine. */
  private static void environment(
      Map<String, String> before, Map<String, String> after, List<Difference> all) {
    Set<String> had = words(before.remove(LIBRARIES));
    Set<String> has = words(after.remove(LIBRARIES));
    if (!before.containsKey(ENGINE_VERSION) || !after.containsKey(ENGINE_VERSION)) {
      before.remove(ENGINE_VERSION);
      after.remove(ENGINE_VERSION);
    }
    compare("", before, after, all);
    Set<String> gone = new TreeSet<>(had);
    gone.removeAll(has);
    has.removeAll(had);
    compare("", one(LIBRARIES, String.join(" ", gone)), one(LIBRARIES, String.join(" ", has)), all);
  }

  private static Set<String> words(String text) {
    return new TreeSet<>(List.of(Objects.requireNonNullElse(text, "").split(" ")));
  }

  private static Map<String, RecordedStep> byName(List<RecordedStep> steps) {
    Map<String, RecordedStep> all = new LinkedHashMap<>();
    steps.forEach(step -> all.put(step.name(), step));
    return all;
  }

  /** A step that is reused is compared as the run that made it did it. */
  private static void steps(
      String step, Optional<RecordedStep> one, Optional<RecordedStep> two, List<Difference> all) {
    compare("step ", ended(one), ended(two), all);
    Optional<RecordedRun> was = one.flatMap(RecordedStep::made);
    Optional<RecordedRun> is = two.flatMap(RecordedStep::made);
    if (was.isEmpty() || is.isEmpty() || was.get().id().equals(is.get().id())) {
      return;
    }
    compare(step + ": ", ingredients(was.get()), ingredients(is.get()), all);
    compare(
        step + ": ",
        one("read", String.join(", ", was.get().inputs())),
        one("read", String.join(", ", is.get().inputs())),
        all);
    compare(step + ": ", one("made", one.get().output()), one("made", two.get().output()), all);
    compare(step + ": metric ", metrics(one.get()), metrics(two.get()), all);
  }

  private static Map<String, String> ended(Optional<RecordedStep> step) {
    return step.map(s -> Map.of(s.name(), s.isReused() ? s.status() : s.ended())).orElse(Map.of());
  }

  private static Map<String, String> one(String name, String value) {
    return value.isEmpty() ? Map.of() : Map.of(name, value);
  }

  private static Map<String, String> metrics(RecordedStep step) {
    Map<String, String> all = new TreeMap<>();
    step.metrics().forEach((name, value) -> all.put(name, value.toString()));
    return all;
  }

  /** Without what is told elsewhere, and what is new in each run. */
  private static Map<String, String> ingredients(RecordedRun step) {
    Map<String, String> all = new TreeMap<>();
    step.ingredients()
        .forEach(
            (name, value) -> {
              if (!name.startsWith("parameter ") && !name.startsWith(ASIDE + "table ")) {
                all.put(name.startsWith(ASIDE) ? name.substring(ASIDE.length()) : name, value);
              }
            });
    all.keySet().removeAll(List.of("volatile", "append"));
    all.values().removeIf(value -> value.startsWith("unknown, "));
    return all;
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
