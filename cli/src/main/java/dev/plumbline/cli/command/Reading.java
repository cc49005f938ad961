package dev.plumbline.cli.command;

import dev.plumbline.cli.Surroundings;
import dev.plumbline.pipeline.json.Json;
import java.util.Map;
import picocli.CommandLine.Option;

/** A command that shows something, as text or as JSON. */
abstract class Reading extends Work {
  /** Where the keys of every answer are explained. */
  static final String KEYS = " Its keys: docs/cli.md.";

  @Option(names = "--json", description = "Answer in JSON." + KEYS)
  private boolean json;

  Reading(Surroundings surroundings) {
    super(surroundings);
  }

  /** Shows the one or the other. */
  final int show(Map<String, Object> tree, String text) {
    say(json ? Json.write(tree) : text);
    return Exit.DONE;
  }
}
