package dev.plumbline.tracking.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.tracking.NewModelVersion;
import dev.plumbline.tracking.RegistryStore;
import dev.plumbline.tracking.Search;
import dev.plumbline.tracking.Stage;
import dev.plumbline.tracking.Tag;
import dev.plumbline.tracking.TrackingException;
import dev.plumbline.tracking.sql.RestoredModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The registry is restored from its files after every kind of change. */
final class RegistryFilesTest {
  @TempDir Path folder;
  private int restored;

  private EmbeddedTracking open(String database) {
    TrackingSettings settings = TrackingSettings.in(folder);
    return EmbeddedTracking.open(
        new TrackingSettings(folder.resolve(database), settings.artifactRoot()), Clock.systemUTC());
  }

  private static List<String> all(RegistryStore registry) {
    List<String> all = new ArrayList<>();
    registry.models().searchRegisteredModels(Search.all()).items().forEach(m -> all.add("" + m));
    registry
        .versions()
        .searchModelVersions(Search.all().orderedBy("name", "version_number"))
        .items()
        .forEach(v -> all.add("" + v));
    return all;
  }

  private void same(EmbeddedTracking lost) throws IOException {
    try (EmbeddedTracking empty = open("restored-" + restored++ + ".db")) {
      empty.restoreModels();
      assertThat(all(empty.registry())).isEqualTo(all(lost.registry()));
      assertThat(empty.restoreModels()).as("again").isEqualTo(new RestoredModels(0, 0));
    }
  }

  @Test
  void everyChangeIsInTheFileWhenItReturns() throws IOException {
    try (EmbeddedTracking tracking = open("tracking.db")) {
      RegistryStore registry = tracking.registry();
      registry.models().createRegisteredModel("a b/é", Optional.of("d"), List.of());
    } catch (TrackingException e) {
      assertThat(e).hasMessageContaining("a b/é"); // no slash in names
    }
    try (EmbeddedTracking tracking = open("tracking.db")) {
      RegistryStore registry = tracking.registry();
      registry.models().createRegisteredModel("a b*é", Optional.of("d"), List.of());
      same(tracking);
      for (String source : List.of("file:///1", "file:///2", "file:///3")) {
        registry
            .versions()
            .createModelVersion(
                NewModelVersion.of("a b*é", source)
                    .fromRun("r")
                    .tagged(List.of(new Tag("k", source)))
                    .onceFor(source));
        same(tracking);
      }
      List<Runnable> changes =
          List.of(
              () -> registry.aliases().setAlias("a b*é", "champion", 1),
              () -> registry.aliases().compareAndSetAlias("a b*é", "champion", Optional.of(1), 2),
              () -> registry.aliases().setAlias("a b*é", "other", 1),
              () -> registry.aliases().deleteAlias("a b*é", "other"),
              () -> registry.versions().setModelVersionTag("a b*é", 1, new Tag("t", "v")),
              () -> registry.versions().deleteModelVersionTag("a b*é", 1, "k"),
              () -> registry.versions().transitionStage("a b*é", 1, Stage.of("Production")),
              () ->
                  registry.versions().transitionStageAndArchive("a b*é", 2, Stage.of("Production")),
              () -> registry.versions().describeModelVersion("a b*é", 1, Optional.of("why")),
              () -> registry.models().setRegisteredModelTag("a b*é", new Tag("m", "n")),
              () -> registry.models().deleteRegisteredModelTag("a b*é", "m"),
              () -> registry.models().describeRegisteredModel("a b*é", Optional.empty()),
              () -> registry.versions().deleteModelVersion("a b*é", 3),
              () -> registry.models().renameRegisteredModel("a b*é", "c"));
      for (Runnable change : changes) {
        change.run();
        same(tracking);
      }
      int next =
          registry.versions().createModelVersion(NewModelVersion.of("c", "file:///4")).version();
      assertThat(next).isEqualTo(4);
      same(tracking);
      registry.models().deleteRegisteredModel("c");
      same(tracking);
    }
  }

  @Test
  void aChangeWhoseFileCannotBeWrittenIsNone() throws IOException {
    try (EmbeddedTracking tracking = open("tracking.db")) {
      tracking.registry().models().createRegisteredModel("m", Optional.empty(), List.of());
      Path files = folder.resolve("artifacts/registry");
      Files.delete(files.resolve("m.json"));
      Files.delete(files);
      Files.writeString(files, "in the way");
      assertThatThrownBy(
              () ->
                  tracking
                      .registry()
                      .versions()
                      .createModelVersion(NewModelVersion.of("m", "file:///1")))
          .isInstanceOf(TrackingException.class)
          .hasMessageContaining("Cannot keep model m");
      assertThat(tracking.registry().versions().searchModelVersions(Search.all()).items())
          .isEmpty();
    }
  }

  @Test
  void modelsFromBeforeThereWereFilesGetTheirs() throws IOException {
    try (EmbeddedTracking tracking = open("tracking.db")) {
      tracking.registry().models().createRegisteredModel("m", Optional.empty(), List.of());
    }
    Path files = folder.resolve("artifacts/registry");
    Files.delete(files.resolve("m.json"));
    Files.delete(files);
    try (EmbeddedTracking tracking = open("tracking.db")) {
      same(tracking);
    }
  }

  @Test
  void aDamagedFileIsNamed() throws IOException {
    try (EmbeddedTracking tracking = open("tracking.db")) {
      tracking.registry().models().createRegisteredModel("m", Optional.empty(), List.of());
    }
    Path file = folder.resolve("artifacts/registry/m.json");
    Files.writeString(file, "{\"form\":1");
    try (EmbeddedTracking empty = open("other.db")) {
      assertThatThrownBy(empty::restoreModels)
          .isInstanceOf(IOException.class)
          .hasMessageContaining(file + " is damaged");
    }
  }
}
