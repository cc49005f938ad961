package dev.plumbline.tracking.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.tracking.ErrorCode;
import dev.plumbline.tracking.NewExperiment;
import dev.plumbline.tracking.Search;
import dev.plumbline.tracking.TrackingException;
import dev.plumbline.tracking.ViewType;
import dev.plumbline.tracking.sql.Fragment;
import dev.plumbline.tracking.sql.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opening, closing and refusing a file; what its searches cost. */
final class EmbeddedTrackingTest {
  @TempDir Path folder;

  private EmbeddedTracking open() {
    return EmbeddedTracking.open(TrackingSettings.in(folder.resolve("new")), Clock.systemUTC());
  }

  private Connection sql() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("new/tracking.db"));
  }

  @Test
  void keepsEverythingAcrossOpenings() {
    String id;
    try (EmbeddedTracking store = open()) {
      id = store.tracking().experiments().createExperiment(NewExperiment.named("e"));
    }
    try (EmbeddedTracking store = open()) {
      assertThat(store.tracking().experiments().loadExperiment(id).artifactLocation())
          .startsWith("file:///")
          .endsWith("/new/artifacts/" + id);
      assertThat(store.tracking().experiments().loadExperiment("0").name()).isEqualTo("Default");
    }
  }

  @Test
  void refusesAFileOfANewerProgram() throws SQLException {
    open().close();
    try (Connection connection = sql();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("INSERT INTO schema_version VALUES (99, '099-later.sql')");
    }

    assertThatThrownBy(this::open)
        .hasMessageMatching(
            "(?s).*has schema 99 and this program knows \\d+, run a newer Plumbline.*")
        .isInstanceOfSatisfying(
            TrackingException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_STATE));
  }

  @Test
  void bringsAnOlderFileUpToDateAndKeepsWhatIsInIt() throws SQLException {
    String id;
    try (EmbeddedTracking store = open()) {
      id = store.tracking().experiments().createExperiment(NewExperiment.named("e"));
    }
    try (Connection connection = sql();
        Statement statement = connection.createStatement()) {
      for (String later :
          List.of(
              "leases",
              "run_models",
              "logged_model_metrics",
              "logged_model_tags",
              "logged_model_params",
              "logged_models")) {
        statement.executeUpdate("DROP TABLE " + later);
      }
      statement.executeUpdate("DELETE FROM schema_version WHERE version > 1");
    }
    try (EmbeddedTracking store = open()) {
      assertThat(store.tracking().experiments().loadExperiment(id).name()).isEqualTo("e");
      assertThat(store.leases().held("work")).isEmpty();
    }
  }

  @Test
  void refusesAFileThatIsNoDatabase() throws IOException {
    Files.createDirectories(folder.resolve("new"));
    Files.writeString(folder.resolve("new/tracking.db"), "hello ".repeat(1000));

    assertThatThrownBy(this::open).hasMessageContaining("it is damaged or no tracking store");
  }

  @Test
  void refusesCallsAfterClosing() {
    EmbeddedTracking store = open();
    store.close();

    assertThatThrownBy(() -> store.tracking().experiments().loadExperiment("0"))
        .hasMessageContaining("it was closed; open it again");
  }

  @Test
  void syncsFullyAndWritesAhead() throws SQLException {
    open().close();
    try (Connection connection = sql();
        Statement statement = connection.createStatement();
        ResultSet mode = statement.executeQuery("PRAGMA journal_mode")) {
      assertThat(mode.getString(1)).isEqualTo("wal");
    }
    SqliteDatabase database =
        SqliteDatabase.open(folder.resolve("new/tracking.db"), Duration.ofSeconds(30));
    long synchronous = database.read(session -> pragma(session, "synchronous"));
    long foreignKeys = database.read(session -> pragma(session, "foreign_keys"));
    database.close();
    assertThat(synchronous).isEqualTo(2);
    assertThat(foreignKeys).isEqualTo(1);
  }

  private static long pragma(Session session, String name) throws SQLException {
    return session.first(Fragment.of("PRAGMA " + name), row -> row.getLong(1)).orElseThrow();
  }

  @Test
  void looksUpByIndexAndSortsNothing() {
    try (EmbeddedTracking store = open()) {
      store
          .tracking()
          .runs()
          .searchRuns(List.of("0"), ViewType.ACTIVE_ONLY, Search.where("tags.k = 'v'"));
    }
    SqliteDatabase database =
        SqliteDatabase.open(folder.resolve("new/tracking.db"), Duration.ofSeconds(30));
    List<String> newest =
        plan(
            database,
            "SELECT * FROM runs r WHERE r.experiment_id = 1 AND r.lifecycle_stage = 'active'"
                + " ORDER BY r.start_time DESC, r.run_id ASC LIMIT 10");
    List<String> tagged =
        plan(database, "SELECT run_key FROM tags WHERE key = 'k' AND value = 'v'");
    List<String> history =
        plan(
            database,
            "SELECT * FROM metrics WHERE run_key = 1 AND key = 'm' AND timestamp >= 5"
                + " ORDER BY timestamp, step, value, is_nan");
    database.close();

    assertThat(newest).singleElement().asString().contains("USING INDEX runs_by_start");
    assertThat(tagged).singleElement().asString().contains("COVERING INDEX tags_by_value");
    assertThat(history).singleElement().asString().contains("SEARCH metrics USING PRIMARY KEY");
  }

  private static List<String> plan(SqliteDatabase database, String sql) {
    return database.read(
        session ->
            new ArrayList<>(
                session.list(
                    Fragment.of("EXPLAIN QUERY PLAN " + sql), row -> row.getString("detail"))));
  }
}
