package dev.plumbline.cli.rebuild;

import dev.plumbline.pipeline.event.EventBundle;
import dev.plumbline.pipeline.event.RunEvent;
import dev.plumbline.pipeline.event.RunEvent.Stamp;
import dev.plumbline.pipeline.event.StepOutput;
import dev.plumbline.pipeline.json.Json;
import dev.plumbline.pipeline.port.ModelFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A model directory as the trace of a run: what its {@code MLmodel} says in {@code metadata}. */
final class ModelTrace {
  private ModelTrace() {}

  /**
   * Empty for a model that no run of Plumbline made.
   *
   * @throws IllegalArgumentException when the directory is damaged
   */
  static Optional<Trace> of(Path folder, ModelFormat format) throws IOException {
    Map<String, String> origin = metadata(folder.resolve("MLmodel"));
    if (!origin
        .keySet()
        .containsAll(List.of("run", "step", "pipeline", "fingerprint", "created"))) {
      return Optional.empty();
    }
    Instant at = Instant.parse(origin.get("created"));
    List<RunEvent> told =
        origin.containsKey("told") ? EventBundle.unpack(origin.get("told")) : bare(origin, at);
    return Optional.of(
        new Trace(
            told,
            Optional.of(
                new Trace.Made(
                    origin.get("step"),
                    origin.get("fingerprint"),
                    new StepOutput.ModelDirectory(folder.toUri(), format.verify(folder)),
                    at,
                    Optional.empty()))));
  }

  /** The texts of the block {@code metadata}, as our own writer lays it out. */
  private static Map<String, String> metadata(Path file) throws IOException {
    Map<String, String> found = new HashMap<>();
    boolean inside = false;
    for (String line : Files.readAllLines(file)) {
      if (!line.startsWith(" ")) {
        inside = line.equals("metadata:");
      } else if (inside) {
        int colon = line.indexOf(": ");
        if (colon > 0) {
          found.put(line.substring(0, colon).strip(), unquoted(line.substring(colon + 2).strip()));
        }
      }
    }
    return found;
  }

  /** Texts in quotes are written as JSON's. */
  private static String unquoted(String text) {
    return text.startsWith("\"") ? String.valueOf(Json.parse(text)) : text;
  }

  private static List<RunEvent> bare(Map<String, String> origin, Instant at) {
    String run = origin.get("run");
    return List.of(
        new RunEvent.RunStarted(
            new Stamp(run, 0, at),
            origin.get("pipeline"),
            "",
            Optional.empty(),
            Map.of(),
            Map.of(),
            "",
            ""),
        new RunEvent.StepStarted(
            new Stamp(run, 1, at),
            origin.get("step"),
            "Train",
            1,
            origin.get("fingerprint"),
            Map.of(),
            Map.of()));
  }
}
