package dev.plumbline.tracking.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.testing.PostgresServer;
import dev.plumbline.tracking.ErrorCode;
import dev.plumbline.tracking.Experiment;
import dev.plumbline.tracking.NewExperiment;
import dev.plumbline.tracking.NewRun;
import dev.plumbline.tracking.Param;
import dev.plumbline.tracking.Run;
import dev.plumbline.tracking.Search;
import dev.plumbline.tracking.Tag;
import dev.plumbline.tracking.TrackingException;
import dev.plumbline.tracking.TrackingStore;
import dev.plumbline.tracking.ViewType;
import dev.plumbline.tracking.sql.Fragment;
import dev.plumbline.tracking.sql.Session;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Opening, closing and refusing a schema; what PostgreSQL alone minds. */
final class PostgresTrackingTest {
  private PostgresServer server;
  private String url = "";

  @BeforeEach
  void freshSchema() {
    server = PostgresServer.get();
    url = server.freshSchema();
  }

  private PostgresTracking open() {
    return PostgresTracking.open(TestingPostgres.settings(url), Clock.systemUTC());
  }

  private List<String> sql(String statement) throws Exception {
    try (Connection connection = server.connect(url);
        Statement made = connection.createStatement()) {
      List<String> all = new ArrayList<>();
      if (made.execute(statement)) {
        ResultSet rows = made.getResultSet();
        while (rows.next()) {
          all.add(rows.getString(1));
        }
      }
      return all;
    }
  }

  private static void assertRefused(ErrorCode code, String words, ThrowingCallable call) {
    assertThatThrownBy(call)
        .hasMessageContaining(words)
        .isInstanceOfSatisfying(TrackingException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static NewRun run(String id) {
    return new NewRun("0", Optional.of(id), Optional.of(id), "u", Instant.EPOCH, List.of());
  }

  private static List<String> found(TrackingStore store, String filter) {
    return store
        .runs()
        .searchRuns(List.of("0"), ViewType.ALL, Search.where(filter))
        .items()
        .stream()
        .map(Run::runId)
        .toList();
  }

  @Test
  void keepsEverythingAcrossOpenings() {
    String id;
    try (PostgresTracking store = open()) {
      id = store.tracking().experiments().createExperiment(NewExperiment.named("e"));
    }
    try (PostgresTracking store = open()) {
      assertThat(id).isEqualTo("1");
      assertThat(store.tracking().experiments().loadExperiment(id).artifactLocation())
          .isEqualTo("mlflow-artifacts:/1");
      assertThat(store.tracking().experiments().loadExperiment("0").name()).isEqualTo("Default");
    }
  }

  @Test
  void manyWhoOpenAtOnceMakeTheTablesOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<PostgresTracking>> all = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        all.add(threads.submit(this::open));
      }
      for (Future<PostgresTracking> each : all) {
        each.get().close();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(sql("SELECT step FROM schema_version")).containsExactly("001-store.sql");
    assertThat(sql("SELECT name FROM experiments")).containsExactly("Default");
  }

  @Test
  void whoIsKilledInAStepLeavesNothingOfIt() throws Exception {
    sql("CREATE TABLE run_models (in_the_way INTEGER)"); // the last of the step
    assertThatThrownBy(this::open).hasMessageContaining("Cannot open the tracking store");
    assertThat(sql("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"))
        .containsExactly("run_models");
    sql("DROP TABLE run_models");
    open().close();
  }

  @Test
  void refusesASchemaOfANewerProgram() throws Exception {
    open().close();
    sql("INSERT INTO schema_version VALUES (99, '099-later.sql')");
    assertRefused(
        ErrorCode.INVALID_STATE,
        "has schema 99 and this program knows 1, run a newer Plumbline",
        this::open);
  }

  @Test
  void saysWhoWasRefusedAndNotThePassword() {
    PostgresSettings wrong = new PostgresSettings(url, "plumb", "not-the-one", "mlflow-artifacts:");
    assertThat(wrong.toString()).doesNotContain("not-the-one");
    assertThatThrownBy(() -> PostgresTracking.open(wrong, Clock.systemUTC()))
        .hasMessageContaining("as user plumb, this user was refused; check its name and password")
        .hasStackTraceContaining("password authentication failed")
        .satisfies(e -> assertThat(e.toString()).doesNotContain("not-the-one"));
    assertRefused(
        ErrorCode.INTERNAL_ERROR,
        "there is no such database",
        () ->
            PostgresTracking.open(
                TestingPostgres.settings(server.url().replace("/postgres", "/none")),
                Clock.systemUTC()));
    assertRefused(
        ErrorCode.TEMPORARILY_UNAVAILABLE,
        "see that it runs",
        () ->
            PostgresTracking.open(
                TestingPostgres.settings("jdbc:postgresql://127.0.0.1:1/none"), Clock.systemUTC()));
  }

  @Test
  void refusesAnAddressThatHoldsAPassword() {
    for (String each :
        List.of(
            "jdbc:postgresql://h/d?password=x", "jdbc:postgresql://u:x@h/d", "jdbc:mysql://h/d")) {
      assertThatThrownBy(() -> new PostgresSettings(each, "u", "p", "a"))
          .isInstanceOf(TrackingException.class)
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain(each));
    }
  }

  @Test
  void refusesCallsAfterClosing() {
    PostgresTracking store = open();
    store.close();
    store.close();
    assertThatThrownBy(() -> store.tracking().experiments().loadExperiment("0"))
        .hasMessageContaining("it was closed; open it again");
  }

  @Test
  void refusesTheCharacterThatPostgresCannotKeep() {
    try (PostgresTracking store = open()) {
      store.tracking().runs().createRun(run("r"));
      assertRefused(
          ErrorCode.INVALID_PARAMETER_VALUE,
          "U+0000",
          () -> store.tracking().log().setTag("r", new Tag("t", "a\0b")));
      assertRefused(
          ErrorCode.INVALID_PARAMETER_VALUE,
          "U+0000",
          () -> found(store.tracking(), "tags.t = 'a\0b'"));
      assertThat(store.tracking().runs().loadRun("r").data().tag("t")).isEmpty();
    }
  }

  @Test
  void findsLongValuesAndTakesPatternsAsTheyAre() {
    String text = "ä".repeat(5000);
    try (PostgresTracking store = open()) {
      for (String id : List.of("a", "b")) {
        store.tracking().runs().createRun(run(id));
        store.tracking().log().logParam(id, new Param("p", text + id));
        store.tracking().log().setTag(id, new Tag("t", "50\\% of " + id));
      }
      assertThat(found(store.tracking(), "params.p = '" + text + "b'")).containsExactly("b");
      assertThat(found(store.tracking(), "tags.t LIKE '50\\% OF A'")).isEmpty();
      assertThat(found(store.tracking(), "tags.t ILIKE '50\\% OF A'")).containsExactly("a");
      assertThat(
              store
                  .tracking()
                  .runs()
                  .latestByTag(List.of("0"), "t", List.of("50\\% of a"))
                  .keySet())
          .isEmpty(); // not finished
    }
  }

  @Test
  void ordersTextsByTheirBytes() {
    try (PostgresTracking store = open()) {
      for (String name : List.of("b", "B", "a", "_", "ä", "A")) {
        store.tracking().experiments().createExperiment(NewExperiment.named(name));
      }
      assertThat(
              store
                  .tracking()
                  .experiments()
                  .searchExperiments(ViewType.ALL, Search.all().orderedBy("name"))
                  .items())
          .extracting(Experiment::name)
          .containsExactly("A", "B", "Default", "_", "a", "b", "ä");
    }
  }

  @Test
  void refusesThePageTokenOfAnotherSearch() {
    try (PostgresTracking store = open()) {
      store.tracking().runs().createRun(run("a"));
      store.tracking().runs().createRun(run("b"));
      Search byName = Search.all().orderedBy("run_name").atMost(1);
      String token =
          store
              .tracking()
              .runs()
              .searchRuns(List.of("0"), ViewType.ALL, byName)
              .nextPageToken()
              .orElseThrow();
      assertRefused(
          ErrorCode.INVALID_PARAMETER_VALUE,
          "it is another search's",
          () ->
              store
                  .tracking()
                  .runs()
                  .searchRuns(
                      List.of("0"),
                      ViewType.ALL,
                      Search.all().orderedBy("end_time", "run_name").after(token)));
    }
  }

  @Test
  void commitsToItsDiskWhateverTheServersDefault() throws Exception {
    sql("ALTER ROLE plumb SET synchronous_commit = off");
    try {
      PostgresDatabase database = PostgresDatabase.open(TestingPostgres.settings(url));
      assertThat(show(database, "synchronous_commit")).isEqualTo("on");
      assertThat(show(database, "transaction_isolation")).isEqualTo("repeatable read");
      database.close();
    } finally {
      sql("ALTER ROLE plumb RESET synchronous_commit");
    }
  }

  private static String show(PostgresDatabase database, String setting) {
    return database.read(
        session ->
            session.first(Fragment.of("SHOW " + setting), row -> row.getString(1)).orElseThrow());
  }

  @Test
  void knowsWhatBecameOfACommit() {
    PostgresDatabase database = PostgresDatabase.open(TestingPostgres.settings(url));
    long committed = database.write("x", PostgresTrackingTest::number);
    assertThat(database.<String>read(session -> CommitStatus.of(session, committed)))
        .isEqualTo(CommitStatus.COMMITTED);
    long[] aborted = new long[1];
    assertThatThrownBy(
            () ->
                database.change(
                    "x",
                    session -> {
                      aborted[0] = number(session);
                      throw TrackingException.invalid("no");
                    }))
        .hasMessage("no");
    assertThat(database.<String>read(session -> CommitStatus.of(session, aborted[0])))
        .isEqualTo("aborted");
    database.close();
  }

  private static long number(Session session) throws SQLException {
    return session.first(Fragment.of("SELECT txid_current()"), row -> row.getLong(1)).orElseThrow();
  }

  @Test
  void givesUpWhenItsPatienceIsOver() throws Exception {
    open().close();
    PostgresSettings settings = TestingPostgres.settings(url).patient(Duration.ofMillis(300));
    try (PostgresTracking store = PostgresTracking.open(settings, Clock.systemUTC());
        Connection other = server.connect(url);
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("LOCK TABLE experiments");
      assertRefused(
          ErrorCode.TEMPORARILY_UNAVAILABLE,
          "another writer has held it for 300 ms; try again",
          () -> store.tracking().experiments().createExperiment(NewExperiment.named("e")));
      other.rollback();
      store.tracking().experiments().createExperiment(NewExperiment.named("e"));
    }
  }
}
