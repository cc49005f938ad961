package dev.plumbline.tracking.sql;

import dev.plumbline.tracking.TrackingException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sources of the form {@code models:/name/version}: another version's files. */
final class ModelUri {
  private static final Pattern VERSION = Pattern.compile("models:/+([^/:@]+)/(\\d{1,9})");

  private static final Pattern LOGGED = Pattern.compile("models:/+(m-[0-9A-Za-z]+)");

  private ModelUri() {}

  /** The id of the logged model that a source names. */
  static Optional<String> loggedModel(String source) {
    Matcher parts = LOGGED.matcher(source);
    return parts.matches() ? Optional.of(parts.group(1)) : Optional.empty();
  }

  /** Where the files of a source are: there, or where the version it names has them. */
  static String storageOf(Session session, String source) throws SQLException {
    if (!source.startsWith("models:")) {
      return source;
    }
    Optional<String> logged = loggedModel(source);
    if (logged.isPresent()) {
      return LoggedModelRows.loadActive(session, logged.get()).model().artifactUri();
    }
    Matcher parts = VERSION.matcher(source);
    if (!parts.matches()) {
      throw TrackingException.invalid(
          "Cannot create model version from source: "
              + source
              + ", write models:/name/version, models:/ and a logged model's id, or the address of its files");
    }
    return storage(session, parts.group(1), Integer.parseInt(parts.group(2)));
  }

  /** Where a version's files are. */
  static String storage(Session session, String name, int version) throws SQLException {
    return session
        .first(
            Fragment.of(
                "SELECT storage_location FROM model_versions WHERE version_key = ?",
                VersionRows.load(session, name, version).key()),
            row -> row.getString(1))
        .orElseThrow();
  }
}
