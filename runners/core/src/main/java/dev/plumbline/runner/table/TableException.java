package dev.plumbline.runner.table;

/** What can't be done to a table. Its kind tells who must act and whether a retry can help. */
public final class TableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Who must act. */
  public enum Kind {
    /** The user: a wrong declaration, a table of another shape, an unsupported feature. */
    USER,
    /** The version or its files are gone: vacuumed, or the table was deleted. */
    GONE,
    /** Files or log that can't be read as what they should be. */
    CORRUPT,
    /** Another writer was faster and the commit was refused; nothing was written. */
    CONFLICT,
    /** It is not known whether the commit happened; look the transaction up. */
    UNKNOWN_OUTCOME,
    /** Disk, network or permission: a retry may help. */
    ENVIRONMENT
  }

  private final Kind kind;

  public TableException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public TableException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
