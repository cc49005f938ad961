package dev.plumbline.steps.ingest;

/**
 * A source that can't be read as declared: missing, empty, with other columns. Another attempt
 * would fail in the same way; what might pass by itself is an {@link java.io.IOException}.
 */
public final class SourceException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  SourceException(String message) {
    super(message);
  }

  SourceException(String message, Throwable cause) {
    super(message, cause);
  }
}
