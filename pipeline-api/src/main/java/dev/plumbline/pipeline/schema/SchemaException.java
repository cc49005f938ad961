package dev.plumbline.pipeline.schema;

import java.util.List;

/** A class that cannot be a row; carries every reason, each with the field's path. */
public final class SchemaException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;
  private final transient List<String> reasons;

  SchemaException(String type, List<String> reasons) {
    super("Cannot use " + type + " as a row: " + String.join("; ", reasons));
    this.reasons = List.copyOf(reasons);
  }

  public List<String> reasons() {
    return reasons;
  }
}
