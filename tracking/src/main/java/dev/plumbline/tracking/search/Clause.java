package dev.plumbline.tracking.search;

import java.util.Objects;

/** One comparison of a filter, checked: its operator fits its key and its operand fits both. */
public record Clause(EntityType type, String key, Operator operator, Operand operand) {
  /** Refuses nulls. */
  public Clause {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(operator, "operator");
    Objects.requireNonNull(operand, "operand");
  }
}
