package dev.plumbline.tracking.postgres;

import dev.plumbline.tracking.ErrorCode;
import dev.plumbline.tracking.TrackingException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** What went wrong, by PostgreSQL's own codes, and what to do about it. */
final class PostgresFailures {
  private static final Set<String> CONFLICTS = Set.of("40001", "40P01");
  private static final Set<String> GONE = Set.of("57P01", "57P02", "57P03", "57P05", "25P03");
  private static final String TAKEN = "23505";

  private final PostgresSettings settings;

  PostgresFailures(PostgresSettings settings) {
    this.settings = settings;
  }

  /** Whether another transaction was in the way: the same work may succeed from its start. */
  static boolean isConflict(SQLException e) {
    return CONFLICTS.contains(state(e));
  }

  /** Whether a key was taken, mostly by a transaction that began before it could be seen. */
  static boolean isTaken(SQLException e) {
    return TAKEN.equals(state(e));
  }

  /** Whether the connection is of no more use. */
  static boolean isLost(SQLException e) {
    String state = state(e);
    return state.startsWith("08") || GONE.contains(state);
  }

  /** The code that PostgreSQL or its driver gave, of the cause where the pool gives none. */
  static String state(SQLException e) {
    for (Throwable each : e) {
      if (each instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState();
      }
    }
    return "";
  }

  TrackingException of(String verb, SQLException e) {
    String state = state(e);
    return new TrackingException(code(state), about(verb, remedy(state)), e);
  }

  TrackingException of(ErrorCode code, String verb, String remedy) {
    return new TrackingException(code, about(verb, remedy));
  }

  private String about(String verb, String remedy) {
    return "Cannot " + verb + " the tracking store: " + settings.place() + ", " + remedy;
  }

  private static ErrorCode code(String state) {
    if (state.equals("54000")) {
      return ErrorCode.INVALID_PARAMETER_VALUE;
    }
    boolean passes =
        state.isEmpty()
            || state.startsWith("08")
            || state.startsWith("40")
            || state.startsWith("53")
            || state.startsWith("57P")
            || state.equals("55P03");
    return passes ? ErrorCode.TEMPORARILY_UNAVAILABLE : ErrorCode.INTERNAL_ERROR;
  }

  private String remedy(String state) {
    long waited = settings.patience().toMillis();
    return known(state)
        .orElseGet(
            () ->
                switch (state.length() < 2 ? "" : state.substring(0, 2)) {
                  case "" ->
                      "all "
                          + settings.connections()
                          + " connections were busy for "
                          + waited
                          + " ms; allow more, or try again";
                  case "08", "57" ->
                      "it can't be reached or has gone away; see that it runs and that this"
                          + " machine reaches it, then try again";
                  case "28" -> "this user was refused; check its name and password";
                  case "40" -> "others were in the way for " + waited + " ms; try again";
                  default -> "look at the cause below";
                });
  }

  private Optional<String> known(String state) {
    return Optional.ofNullable(
        switch (state) {
          case "3D000" -> "there is no such database; create it or name another";
          case "3F000" -> "there is no such schema; create it or name another by ?currentSchema=";
          case "25006" -> "it is read-only, a standby perhaps; name the primary";
          case "42501" -> "give this user the right to create and write tables in its schema";
          case "53100" -> "make room on its disk";
          case "53300" ->
              "it has no more connections to give; raise its max_connections or try again";
          case "54000" -> "a name, key or value is too long for its index; choose a shorter one";
          case "55P03" ->
              "another writer has held it for " + settings.patience().toMillis() + " ms; try again";
          default -> null;
        });
  }
}
