package dev.plumbline.pipeline.schema;

/** A value that its field cannot hold: names the field's path and the value. */
public final class ValueException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public ValueException(String message) {
    super(message);
  }
}
