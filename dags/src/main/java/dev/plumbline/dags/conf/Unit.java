package dev.plumbline.dags.conf;

import java.util.List;

/**
 * What {@code plumb step} does in one go.
 *
 * @param step the step that keeps something
 * @param with the steps that are done with it and keep nothing of their own, nearest to the source
 *     first
 * @param after the units that it needs, by their step
 */
public record Unit(String step, List<String> with, List<String> after) {
  public Unit {
    with = List.copyOf(with);
    after = List.copyOf(after);
  }
}
