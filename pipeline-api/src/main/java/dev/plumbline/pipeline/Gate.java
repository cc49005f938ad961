package dev.plumbline.pipeline;

import java.util.List;

/**
 * A declared condition on metrics between evaluate and register: a value that is printed, hashed
 * and exported.
 */
public sealed interface Gate {
  /** At least so much; NaN is never enough. */
  record AtLeast(String metric, double bound) implements Gate {
    @Override
    public String toString() {
      return metric + " >= " + bound;
    }
  }

  /** At most so much; NaN is always too much. */
  record AtMost(String metric, double bound) implements Gate {
    @Override
    public String toString() {
      return metric + " <= " + bound;
    }
  }

  /**
   * Not worse than another version on the same rows, by more than {@code slack}; passes where there
   * is no such version yet.
   */
  record NotWorseThan(String metric, ModelRef than, double slack) implements Gate {
    @Override
    public String toString() {
      return metric + " not worse than " + than + (slack == 0 ? "" : " by more than " + slack);
    }
  }

  /** All of them. */
  record All(List<Gate> gates) implements Gate {
    public All {
      gates = List.copyOf(gates);
    }

    @Override
    public String toString() {
      return gates.isEmpty()
          ? "always"
          : String.join(" and ", gates.stream().map(Object::toString).toList());
    }
  }

  /** The comparisons with other versions in it. */
  default List<NotWorseThan> comparisons() {
    if (this instanceof All all) {
      return all.gates().stream().flatMap(g -> g.comparisons().stream()).toList();
    }
    return this instanceof NotWorseThan n ? List.of(n) : List.of();
  }

  /** Both. */
  default Gate and(Gate other) {
    return new All(List.of(this, other));
  }

  /** A gate that lets everything through. */
  static Gate always() {
    return new All(List.of());
  }

  /** Begins a condition on a metric. */
  static OnMetric metric(String name) {
    return new OnMetric(name);
  }

  /** A metric that a condition is about to be put on. */
  record OnMetric(String name) {
    public Gate atLeast(double bound) {
      return new AtLeast(name, bound);
    }

    public Gate atMost(double bound) {
      return new AtMost(name, bound);
    }

    public Gate notWorseThan(ModelRef than) {
      return notWorseThan(than, 0);
    }

    public Gate notWorseThan(ModelRef than, double slack) {
      return new NotWorseThan(name, than, slack);
    }
  }
}
