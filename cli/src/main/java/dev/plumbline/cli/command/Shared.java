package dev.plumbline.cli.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that every command takes. */
final class Shared {
  @Option(
      names = "--env",
      paramLabel = "NAME",
      description = "The environment of conf: base, local (the default), cluster, or your own.")
  private String environment;

  @Option(
      names = "--conf",
      paramLabel = "KEY=VALUE",
      description = "A value of conf, over all others.")
  private Map<String, String> conf = new LinkedHashMap<>();

  @Option(names = "--verbose", description = "Show where in the code an error comes from.")
  private boolean verbose;

  @SuppressWarnings("UnusedVariable") // picocli shows the help by itself
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  String environment(Map<String, String> variables) {
    return Optional.ofNullable(environment)
        .or(() -> Optional.ofNullable(variables.get("PLUMB_ENV")))
        .orElse("local");
  }

  /** The environment and values of conf as they would be typed again. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    if (environment != null) {
      words.addAll(List.of("--env", environment));
    }
    conf.forEach((k, v) -> words.addAll(List.of("--conf", k + "=" + v)));
    return words;
  }

  Map<String, String> conf() {
    return new LinkedHashMap<>(conf);
  }

  boolean verbose() {
    return verbose;
  }
}
