package dev.plumbline.runner.engine;

import dev.plumbline.pipeline.Lookup;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.value.Keys;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Turns bound values back into what a step is given. */
public final class BoundValues {
  private BoundValues() {}

  /**
   * An Interval, a record, or a {@link Lookup}.
   *
   * @throws StepFailure when two rows of a lookup have one key
   */
  public static Object unpack(String step, BoundValue value) {
    if (value instanceof BoundValue.OfInterval i) {
      return i.interval();
    }
    if (value instanceof BoundValue.OfRecord r) {
      return r.value();
    }
    return lookup(step, (BoundValue.OfLookup) value);
  }

  private static Lookup<Object, Object> lookup(String step, BoundValue.OfLookup lookup) {
    Schema<?> schema = lookup.schema();
    int key = schema.names().indexOf(lookup.key());
    Map<Object, Object> rows = new HashMap<>();
    for (Object[] cells : lookup.rows()) {
      Object row = schema.row(cells);
      if (cells[key] != null && rows.put(Keys.of(cells[key]), row) != null) {
        throw new StepFailure(
            step,
            new IllegalArgumentException(
                "Cannot look up by "
                    + lookup.key()
                    + ": "
                    + cells[key]
                    + " is there twice, group the rows first"));
      }
    }
    return new Lookup<>() {
      @Override
      public Optional<Object> find(Object wanted) {
        return wanted == null ? Optional.empty() : Optional.ofNullable(rows.get(Keys.of(wanted)));
      }

      @Override
      public int size() {
        return rows.size();
      }
    };
  }
}
