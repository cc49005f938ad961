package dev.plumbline.pipeline.schema;

import java.lang.reflect.Type;

/**
 * One component of a row's record.
 *
 * @param javaType the component's declared type with its type arguments resolved
 */
public record Field(String name, FieldType type, Presence presence, Type javaType) {
  /** Whether a value may be absent, and how the record says so. */
  public enum Presence {
    /** A primitive: always there, checked on write and on read. */
    REQUIRED,
    /** A reference that may be null. */
    NULLABLE,
    /** An {@link java.util.Optional}. */
    OPTIONAL
  }

  /** Whether a table that lacks this column can still be read. */
  public boolean mayBeAbsent() {
    return presence != Presence.REQUIRED;
  }

  @Override
  public String toString() {
    return name + ":" + type + (mayBeAbsent() ? "?" : "");
  }
}
