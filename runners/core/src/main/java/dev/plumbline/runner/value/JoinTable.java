package dev.plumbline.runner.value;

import dev.plumbline.pipeline.JoinStep;
import dev.plumbline.pipeline.Output;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The right side of a join in memory, by key; left rows stream past it. Filled by one thread, then
 * read by any.
 */
public final class JoinTable<R> {
  private final Map<Object, List<R>> rights = new HashMap<>();

  /** Adds a right row; one whose key is null, or has a null in it, joins nothing. */
  public <K> void add(JoinStep<K, ?, R, ?> step, R right) {
    Object key = Keys.of(step.right(right));
    if (!Keys.hasNull(key)) {
      rights.computeIfAbsent(key, k -> new ArrayList<>(1)).add(right);
    }
  }

  /** Gives the step a left row with each of its matches, in the order in which they were added. */
  public <K, L, O> void join(JoinStep<K, L, R, O> step, L left, Output<O> out) throws Exception {
    List<R> matches = rights.get(Keys.of(step.left(left)));
    if (matches == null) {
      step.join(left, Optional.empty(), out);
      return;
    }
    for (R right : matches) {
      step.join(left, Optional.of(right), out);
    }
  }
}
