package dev.plumbline.tracking.search;

import java.util.Objects;

/** One key of an order, checked; what lacks the key comes last in either direction. */
public record Order(EntityType type, String key, Direction direction) {
  /** Refuses nulls. */
  public Order {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(direction, "direction");
  }

  /** Whether this orders by that attribute. */
  public boolean isBy(String attribute) {
    return type == EntityType.ATTRIBUTE && key.equals(attribute);
  }

  /** Up or down. */
  public enum Direction {
    /** Smallest first. */
    ASC,
    /** Greatest first. */
    DESC
  }
}
