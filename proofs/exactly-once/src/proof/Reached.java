package proof;

import dev.plumbline.pipeline.fault.FailPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * That an undisturbed run came to a fail point.
 *
 * @param nth how often it had been there, this time included
 * @param step the step that was worked on; empty before the first
 */
record Reached(FailPoint point, int nth, String step) {
  static List<Reached> read(Path trace) throws IOException {
    List<Reached> all = new ArrayList<>();
    Map<FailPoint, Integer> counts = new EnumMap<>(FailPoint.class);
    String step = "";
    for (String line : Files.readAllLines(trace)) {
      int blank = line.indexOf(' ');
      FailPoint point = FailPoint.valueOf(line.substring(0, blank));
      String thread = line.substring(blank + 1);
      if (thread.startsWith("step-")) {
        step = thread.substring("step-".length());
      }
      all.add(new Reached(point, counts.merge(point, 1, Integer::sum), step));
    }
    return all;
  }

  /** What the write does with the rows that are there; a dash where it isn't about a write. */
  String mode() {
    int dash = step.indexOf('-');
    String first = dash < 0 ? step : step.substring(0, dash);
    return switch (first) {
      case "replace", "append", "merge" -> first;
      default -> "-";
    };
  }

  String fault() {
    return point + ":" + nth;
  }

  @Override
  public String toString() {
    return fault() + (step.isEmpty() ? "" : " in " + step);
  }
}
