package dev.plumbline.tracking.server.wire;

import dev.plumbline.tracking.ErrorCode;

/** MLflow's error codes on the wire: the HTTP status and the classes that go with each. */
public enum Code {
  INVALID_PARAMETER_VALUE(400, "KAM00", "INVALID_PARAMETER_VALUE"),
  BAD_REQUEST(400, "KAM00", "INVALID_PARAMETER_VALUE"),
  RESOURCE_ALREADY_EXISTS(400, "KAM00", "RESOURCE_ALREADY_EXISTS"),
  /** MLflow's status is 500, which its clients repeat for minutes. */
  INVALID_STATE(400, "XXM00", "CLIENT_INTERNAL_ERROR"),
  UNAUTHENTICATED(401, "", ""),
  PERMISSION_DENIED(403, "KAM00", "PERMISSION_DENIED"),
  RESOURCE_DOES_NOT_EXIST(404, "KAM00", "RESOURCE_NOT_FOUND"),
  /** MLflow knows no such code; a client reads it as an unknown one, with its message. */
  REQUEST_TOO_LARGE(413, "", ""),
  INTERNAL_ERROR(500, "XXM00", "CLIENT_INTERNAL_ERROR"),
  NOT_IMPLEMENTED(501, "", ""),
  TEMPORARILY_UNAVAILABLE(503, "XXM00", "CLIENT_INTERNAL_ERROR");

  private final int status;
  private final String sqlState;
  private final String errorClass;

  Code(int status, String sqlState, String errorClass) {
    this.status = status;
    this.sqlState = sqlState;
    this.errorClass = errorClass;
  }

  /** The code on the wire for a store's. */
  public static Code of(ErrorCode code) {
    return valueOf(code.name());
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** MLflow's SQLSTATE, or empty. */
  public String sqlState() {
    return sqlState;
  }

  /** MLflow's class of errors, or empty. */
  public String errorClass() {
    return errorClass;
  }
}
