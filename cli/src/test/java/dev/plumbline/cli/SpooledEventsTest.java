package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.tracking.Run;
import dev.plumbline.tracking.Search;
import dev.plumbline.tracking.ViewType;
import dev.plumbline.tracking.sqlite.EmbeddedTracking;
import dev.plumbline.tracking.sqlite.TrackingSettings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose tracking store goes away, or that are killed: real files, real processes. */
@Timeout(180)
class SpooledEventsTest {
  @TempDir Path folder;
  private TestingProject project;

  @BeforeEach
  void open() throws IOException {
    project = new TestingProject(folder);
    project.variables.put("PLUMB_TRACKING_WAIT", "300ms");
    project.variables.put("PLUMB_RUN_LEASE", "10m"); // no commit waits for the store
  }

  private Path database() {
    return folder.resolve(".plumbline/tracking.db");
  }

  private List<Path> spooled() throws IOException {
    Path spool = folder.resolve(".plumbline/spool");
    if (!Files.exists(spool)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(spool)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private String[] slow(String runId, String... more) {
    List<String> words = new ArrayList<>(List.of("run", "order-slow", "--run", runId));
    words.addAll(List.of("--set", "pipeline.gate=" + folder.resolve("gate")));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  private void awaitReached() throws Exception {
    while (!Files.exists(folder.resolve("reached"))) {
      Thread.sleep(10);
    }
  }

  private void awaitReached(CompletableFuture<TestingProject.Said> run) throws Exception {
    while (!Files.exists(folder.resolve("reached"))) {
      assertThat(run.isDone()).as(() -> run.join().toString()).isFalse();
      Thread.sleep(10);
    }
  }

  private void letGo() throws IOException {
    Files.write(folder.resolve("gate"), new byte[0]);
  }

  /** What the store holds, without what depends on the moment. */
  private List<String> stored() {
    List<String> all = new ArrayList<>();
    try (EmbeddedTracking tracking =
        EmbeddedTracking.open(
            TrackingSettings.in(folder.resolve(".plumbline")), Clock.systemUTC())) {
      List<String> experiments =
          tracking
              .tracking()
              .experiments()
              .searchExperiments(ViewType.ALL, Search.all())
              .items()
              .stream()
              .map(e -> e.experimentId())
              .toList();
      for (Run run :
          tracking.tracking().runs().searchRuns(experiments, ViewType.ALL, Search.all()).items()) {
        all.add(run.toString());
      }
    }
    return all.stream().sorted().toList();
  }

  @Test
  void aRunGoesOnWhileAnotherProcessHasTheStoreAndTheNextCommandDelivers() throws Exception {
    CompletableFuture<TestingProject.Said> run =
        CompletableFuture.supplyAsync(() -> project.plumb(slow("night")));
    awaitReached(run);
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + database())) {
      other.createStatement().execute("BEGIN IMMEDIATE");
      letGo();
      TestingProject.Said said = run.get();
      assertThat(said.exit()).as(said.err()).isZero();
      assertThat(said.out()).contains("slow-second@v0");
      assertThat(spooled()).as("what the store did not take").hasSize(1);
      assertThat(status("night")).as("the store knows nothing of the end").isEqualTo("RUNNING");
    }
    TestingProject.Said shown = project.plumb("runs", "show", "night");
    assertThat(shown.out()).contains("slow-second@v0").doesNotContain("RUNNING");
    assertThat(spooled()).isEmpty();
    project.variables.put("PLUMB_RUN_LEASE", "1s"); // the first could not give its own back
    assertThat(project.plumb(slow("next")).out()).contains("unchanged since run night");
  }

  private String status(String runId) throws SQLException {
    try (Connection look = DriverManager.getConnection("jdbc:sqlite:" + database());
        var rows =
            look.createStatement()
                .executeQuery("SELECT status FROM runs WHERE run_id = '" + runId + "'")) {
      return rows.next() ? rows.getString(1) : "none";
    }
  }

  @Test
  void aStoreWhoseFileIsGoneTakesNothingAndIsToldWhenItIsBack() throws Exception {
    CompletableFuture<TestingProject.Said> run =
        CompletableFuture.supplyAsync(() -> project.plumb(slow("night")));
    awaitReached(run);
    Path away = folder.resolve("away");
    Files.createDirectories(away);
    move(folder.resolve(".plumbline"), away);
    letGo();
    TestingProject.Said said = run.get();
    assertThat(said.exit()).as(said.err()).isZero();
    assertThat(spooled()).hasSize(1);
    move(away, folder.resolve(".plumbline"));
    assertThat(project.plumb("runs", "show", "night").out())
        .contains("slow-second@v0")
        .doesNotContain("RUNNING");
    assertThat(spooled()).isEmpty();
  }

  private static void move(Path from, Path to) throws IOException {
    for (String suffix : List.of("", "-wal", "-shm")) {
      Path file = from.resolve("tracking.db" + suffix);
      if (Files.exists(file)) {
        Files.move(file, to.resolve(file.getFileName()));
      }
    }
  }

  @Test
  void eventsOfOneStoreDoNotGoToAnother() throws Exception {
    CompletableFuture<TestingProject.Said> run =
        CompletableFuture.supplyAsync(() -> project.plumb(slow("night")));
    awaitReached(run);
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + database())) {
      other.createStatement().execute("BEGIN IMMEDIATE");
      letGo();
      assertThat(run.get().exit()).isZero();
    }
    String elsewhere = "tracking.database=other.db";
    assertThat(project.plumb("runs", "list", "--conf", elsewhere).out()).doesNotContain("night");
    assertThat(spooled()).hasSize(1);
    assertThat(project.plumb("runs", "show", "night").out()).contains("slow-second@v0");
    assertThat(spooled()).isEmpty();
  }

  @Test
  void aStoreThatIsAwayWhenARunIsPlannedIsAnErrorThatSaysSo() throws Exception {
    project.plumb("tables", "list");
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + database())) {
      other.createStatement().execute("PRAGMA journal_mode = DELETE");
      other.createStatement().execute("BEGIN EXCLUSIVE");
      TestingProject.Said said = project.plumb("run", "orders");
      assertThat(said.exit()).isEqualTo(1);
      assertThat(said.err())
          .contains("the tracking store: " + database())
          .contains("another process has held it for 300 ms; try again");
    }
    assertThat(project.plumb("tables", "list").out()).doesNotContain("orders");
  }

  @Test
  void aFullSpoolFailsTheRunWhichGoesOnWhenThereIsRoom() throws Exception {
    project.variables.put("PLUMB_TRACKING_SPOOL_MOST", "1");
    TestingProject.Said full = project.plumb("run", "orders", "--run", "night");
    assertThat(full.exit()).isEqualTo(1);
    assertThat(full.err())
        .contains("Step publish failed: Cannot keep the events of run night")
        .contains("at most 1 bytes); bring the store back or make room, or raise")
        .contains("plumb run orders --run night");
    assertThat(project.plumb("tables", "history", "orders").out()).doesNotContain("WRITE");
    assertThat(project.plumb("runs", "show", "night").out())
        .contains("FAILED")
        .contains("Cannot keep the events");

    project.variables.remove("PLUMB_TRACKING_SPOOL_MOST");
    TestingProject.Said resumed = project.plumb("run", "orders", "--run", "night");
    assertThat(resumed.exit()).as(resumed.err()).isZero();
    assertThat(resumed.out()).contains("orders@v0, 4 rows");
    assertThat(project.plumb("runs", "show", "night").out()).doesNotContain("Cannot keep");
  }

  @Test
  void aFullDiskOfTheSpoolFailsTheRunAndThatOfTheStoreDoesNot() throws Exception {
    try (SmallDisk spool = SmallDisk.mount(folder.resolve("spool-disk"), "256k");
        SmallDisk store = SmallDisk.mount(folder.resolve("store-disk"), "4m")) {
      project.conf(
          "local", "tracking.spool=spool-disk/spool\ntracking.database=store-disk/tracking.db\n");
      CompletableFuture<TestingProject.Said> night =
          CompletableFuture.supplyAsync(() -> project.plumb(slow("night")));
      awaitReached(night);
      store.fill();
      letGo();
      assertThat(night.get().exit()).as(night.get().err()).isZero();
      store.free();
      assertThat(project.plumb("runs", "show", "night").out())
          .contains("slow-second@v0")
          .doesNotContain("RUNNING");

      project.variables.put("PLUMB_RUN_LEASE", "1s"); // the first could not give its own back
      Files.delete(folder.resolve("gate"));
      Files.delete(folder.resolve("reached"));
      CompletableFuture<TestingProject.Said> next =
          CompletableFuture.supplyAsync(() -> project.plumb(slow("next", "--force")));
      awaitReached(next);
      spool.fill();
      letGo();
      assertThat(next.get().exit()).isEqualTo(1);
      assertThat(next.get().err())
          .contains("Cannot keep the events of run next: the spool can't be written")
          .contains("No space left");
      spool.free();
      TestingProject.Said resumed = project.plumb(slow("next"));
      assertThat(resumed.exit()).as(resumed.err()).isZero();
      assertThat(project.plumb("tables", "history", "slow-second").out())
          .contains("v1")
          .doesNotContain("v2");
    }
  }

  @Test
  void theEventsOfAKilledProcessAreDeliveredByTheNextAndTwiceIsAsOnce() throws Exception {
    Process killed = start(slow("night"));
    awaitReached();
    assertThat(spooled()).hasSize(1);
    Path left = spooled().get(0);
    killed.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
    byte[] events = Files.readAllBytes(left);

    assertThat(project.plumb("runs", "show", "night").out())
        .contains("KILLED")
        .contains("its process ended before it did")
        .contains("slow-first@v0");
    assertThat(spooled()).isEmpty();
    List<String> once = stored();

    // As a kill between delivery and its acknowledgement leaves it: all of it is told again.
    Files.write(left, events);
    project.plumb("runs", "list");
    assertThat(spooled()).isEmpty();
    assertThat(stored()).isEqualTo(once);

    letGo();
    TestingProject.Said resumed = project.plumb(slow("night"));
    assertThat(resumed.exit()).as(resumed.err()).isZero();
    assertThat(project.plumb("tables", "history", "slow-first").out())
        .contains("v0")
        .doesNotContain("v1");
    assertThat(project.plumb("runs", "show", "night").out())
        .contains("FINISHED")
        .doesNotContain("KILLED");
  }

  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dplumb.project=" + folder);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Plumb.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(new File(folder.toFile(), "said.txt"))
        .start();
  }
}
