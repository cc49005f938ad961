package dev.plumbline.tracking.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.tracking.Batch;
import dev.plumbline.tracking.ErrorCode;
import dev.plumbline.tracking.Metric;
import dev.plumbline.tracking.ModelVersion;
import dev.plumbline.tracking.NewModelVersion;
import dev.plumbline.tracking.NewRun;
import dev.plumbline.tracking.Param;
import dev.plumbline.tracking.Run;
import dev.plumbline.tracking.Search;
import dev.plumbline.tracking.Tag;
import dev.plumbline.tracking.TrackingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes on one file, and one that is killed. */
final class ContentionTest {
  @TempDir Path folder;

  private Process start(String work, String name) throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElse("java"),
            "-cp",
            System.getProperty("java.class.path"),
            WritingProcess.class.getName(),
            folder.toString(),
            work,
            name)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(name + ".log").toFile())
        .start();
  }

  private void await(Process process, String name) throws Exception {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(folder.resolve(name + ".log"))).isZero();
  }

  @Test
  void numbersVersionsWithoutGapsAcrossProcesses() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      processes.add(start("versions", "p" + i));
    }
    for (int i = 0; i < 3; i++) {
      await(processes.get(i), "p" + i);
    }
    try (EmbeddedTracking store =
        EmbeddedTracking.open(TrackingSettings.in(folder), Clock.systemUTC())) {
      List<ModelVersion> versions =
          store
              .registry()
              .versions()
              .searchModelVersions(Search.all().orderedBy("version_number ASC"))
              .items();
      int own = 3 * WritingProcess.VERSIONS;
      assertThat(versions)
          .extracting(ModelVersion::version)
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, own + WritingProcess.VERSIONS).boxed().toList());
      assertThat(versions.stream().filter(each -> each.source().startsWith("shared")))
          .hasSize(WritingProcess.VERSIONS);
    }
  }

  @Test
  void keepsWholeBatchesOfAKilledProcess() throws Exception {
    Process process = start("batches", "killed");
    try (EmbeddedTracking store =
        EmbeddedTracking.open(TrackingSettings.in(folder), Clock.systemUTC())) {
      while (process.isAlive()
          && store
              .tracking()
              .runs()
              .findRun("killed")
              .filter(run -> run.data().params().size() > 5)
              .isEmpty()) {
        Thread.onSpinWait();
      }
      process.destroyForcibly().waitFor();

      Run run = store.tracking().runs().loadRun("killed");
      int batches = run.data().params().size();
      assertThat(batches).isGreaterThan(5);
      assertThat(run.data().tags()).hasSize(batches + 1);
      assertThat(
              store
                  .tracking()
                  .log()
                  .metricHistory("killed", "m", 1_000_000, Optional.empty())
                  .items())
          .hasSize(batches * WritingProcess.POINTS);
    }
  }

  /** A process of its own. */
  static final class WritingProcess {
    static final int VERSIONS = 20;
    static final int POINTS = 50;

    private WritingProcess() {}

    public static void main(String[] args) {
      try (EmbeddedTracking store =
          EmbeddedTracking.open(TrackingSettings.in(Path.of(args[0])), Clock.systemUTC())) {
        if (args[1].equals("versions")) {
          versions(store, args[2]);
        } else {
          batches(store, args[2]);
        }
      }
    }

    private static void versions(EmbeddedTracking store, String name) {
      try {
        store.registry().models().createRegisteredModel("m", Optional.empty(), List.of());
      } catch (TrackingException e) {
        if (e.code() != ErrorCode.RESOURCE_ALREADY_EXISTS) {
          throw e;
        }
      }
      for (int i = 0; i < VERSIONS; i++) {
        store.registry().versions().createModelVersion(NewModelVersion.of("m", name + "-" + i));
        store
            .registry()
            .versions()
            .createModelVersion(NewModelVersion.of("m", "shared-" + i).onceFor("shared-" + i));
      }
    }

    private static void batches(EmbeddedTracking store, String name) {
      store
          .tracking()
          .runs()
          .createRun(
              new NewRun("0", Optional.of(name), Optional.of(name), "", Instant.EPOCH, List.of()));
      for (int batch = 0; batch < 100_000; batch++) {
        List<Metric> points = new ArrayList<>();
        for (int i = 0; i < POINTS; i++) {
          points.add(new Metric("m", i, Instant.ofEpochMilli(batch), i));
        }
        store
            .tracking()
            .log()
            .logBatch(
                name,
                new Batch(
                    points,
                    List.of(new Param("p" + batch, "1")),
                    List.of(new Tag("t" + batch, "1"))));
      }
    }
  }
}
