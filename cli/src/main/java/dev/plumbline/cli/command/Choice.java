package dev.plumbline.cli.command;

import dev.plumbline.pipeline.Interval;
import dev.plumbline.pipeline.Pipeline;
import dev.plumbline.runner.plan.PlanRequest.Selection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say what to plan: parameters, dates, steps. */
final class Choice {
  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "A parameter: pipeline.<parameter> or <step>.<parameter>.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(names = "--date", paramLabel = "DATE", description = "The interval that begins then.")
  private String date;

  @Option(
      names = "--from",
      paramLabel = "DATE|STEP",
      description = "The first interval of several; or a step, which runs with all after it.")
  private List<String> from = new ArrayList<>();

  @Option(
      names = "--to",
      paramLabel = "DATE|STEP",
      description = "The last interval of several; or a step, after which nothing runs.")
  private List<String> to = new ArrayList<>();

  @Option(
      names = "--force",
      arity = "0..1",
      fallbackValue = "true",
      hideParamSyntax = true,
      description = "Run every step, whatever still stands.")
  private boolean force;

  @Option(
      names = "--model-version",
      paramLabel = "NUMBER",
      description = "Score with this version instead of every alias.")
  private Integer modelVersion;

  @Option(names = "--engine", paramLabel = "NAME", description = "spark or local, over conf.")
  private String engine;

  /** Whether anything but the engine was chosen. */
  boolean isMade() {
    return force
        || date != null
        || modelVersion != null
        || !settings.isEmpty()
        || !from.isEmpty()
        || !to.isEmpty();
  }

  Map<String, String> settings() {
    return settings;
  }

  Optional<Integer> modelVersion() {
    return Optional.ofNullable(modelVersion);
  }

  Optional<String> engine() {
    return Optional.ofNullable(engine);
  }

  Selection selection() {
    return new Selection(
        force, only("--from", from, false, "step"), only("--to", to, false, "step"));
  }

  /** The intervals that were asked for, in order; one empty one when none was. */
  List<Optional<Interval>> intervals(Pipeline pipeline) {
    return Intervals.of(
        pipeline,
        Optional.ofNullable(date),
        only("--from", from, true, "date"),
        only("--to", to, true, "date"));
  }

  private static Optional<String> only(
      String option, List<String> values, boolean dates, String what) {
    List<String> fitting = values.stream().filter(v -> Intervals.isDate(v) == dates).toList();
    if (fitting.size() > 1) {
      throw new UsageException(
          "Cannot take " + option + " twice: " + fitting + ", give one " + what);
    }
    return fitting.stream().findFirst();
  }

  /** These options as they would be typed again for some intervals, all but {@code --force}. */
  List<String> words(List<Optional<Interval>> intervals) {
    List<String> words = new ArrayList<>();
    settings.forEach((k, v) -> words.addAll(List.of("--set", k + "=" + v)));
    engine().ifPresent(e -> words.addAll(List.of("--engine", e)));
    modelVersion().ifPresent(v -> words.addAll(List.of("--model-version", v.toString())));
    intervals
        .get(0)
        .ifPresent(
            first -> {
              Interval last = intervals.get(intervals.size() - 1).orElseThrow();
              words.addAll(
                  intervals.size() == 1
                      ? List.of("--date", Intervals.text(first))
                      : List.of("--from", Intervals.text(first), "--to", Intervals.text(last)));
            });
    selection().from().ifPresent(s -> words.addAll(List.of("--from", s)));
    selection().to().ifPresent(s -> words.addAll(List.of("--to", s)));
    return words;
  }
}
