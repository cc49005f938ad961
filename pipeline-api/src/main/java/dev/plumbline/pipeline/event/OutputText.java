package dev.plumbline.pipeline.event;

import dev.plumbline.pipeline.json.RecordJson;

/** What a step left behind as text: the kind of output, a blank, the record as JSON. */
public final class OutputText {
  private OutputText() {}

  /** The text of an output. */
  public static String write(StepOutput output) {
    return output.getClass().getSimpleName() + " " + RecordJson.write((Record) output);
  }

  /**
   * The output of a text.
   *
   * @throws IllegalArgumentException for one that {@link #write} of this version didn't make
   */
  public static StepOutput read(String text) {
    int blank = text.indexOf(' ');
    String kind = blank < 0 ? text : text.substring(0, blank);
    String json = text.substring(blank + 1);
    return switch (kind) {
      case "Rows" -> RecordJson.read(StepOutput.Rows.class, json);
      case "ModelDirectory" -> RecordJson.read(StepOutput.ModelDirectory.class, json);
      case "Json" -> RecordJson.read(StepOutput.Json.class, json);
      case "Version" -> RecordJson.read(StepOutput.Version.class, json);
      case "Fused" -> new StepOutput.Fused();
      default ->
          throw new IllegalArgumentException(
              "Cannot read the output of a step: " + kind + ", a newer Plumbline wrote it");
    };
  }
}
