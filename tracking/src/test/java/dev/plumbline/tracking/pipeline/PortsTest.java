package dev.plumbline.tracking.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.pipeline.ModelRef;
import dev.plumbline.pipeline.port.ModelRegistry;
import dev.plumbline.tracking.NewRun;
import dev.plumbline.tracking.Stage;
import dev.plumbline.tracking.sqlite.EmbeddedTracking;
import dev.plumbline.tracking.sqlite.TrackingSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The registry and artifact ports on the embedded store. */
final class PortsTest {
  @TempDir Path folder;
  private EmbeddedTracking embedded;
  private ModelRegistry models;
  private TrackedArtifacts artifacts;

  @BeforeEach
  void open() {
    embedded = EmbeddedTracking.open(TrackingSettings.in(folder.resolve("s")), Clock.systemUTC());
    models = new TrackedModels(embedded.registry());
    artifacts = new TrackedArtifacts(embedded.tracking());
    embedded
        .tracking()
        .runs()
        .createRun(
            new NewRun("0", Optional.of("r1"), Optional.empty(), "", Instant.EPOCH, List.of()));
  }

  @AfterEach
  void close() {
    embedded.close();
  }

  private static ModelRegistry.Candidate candidate(String key) {
    return new ModelRegistry.Candidate(
        "m", URI.create("file:///a/" + key), "d-" + key, "r1", key, "made by a test");
  }

  @Test
  void registersATrainedModelOnce() {
    ModelRegistry.Registered first = models.register(candidate("k1"));

    assertThat(models.register(candidate("k1"))).isEqualTo(first);
    assertThat(first)
        .isEqualTo(new ModelRegistry.Registered("m", 1, URI.create("file:///a/k1"), "d-k1", "r1"));
    assertThat(models.register(candidate("k2")).version()).isEqualTo(2);
  }

  @Test
  void findsByNumberAliasAndStage() {
    assertThat(models.find("m", ModelRef.number(1))).isEmpty();
    models.register(candidate("k1"));
    models.register(candidate("k2"));
    embedded.registry().versions().transitionStage("m", 1, Stage.PRODUCTION);

    assertThat(models.promote("m", "champion", Optional.empty(), 1)).isTrue();
    assertThat(models.promote("m", "champion", Optional.empty(), 2)).isFalse();

    assertThat(version(ModelRef.number(2))).contains(2);
    assertThat(version(ModelRef.number(3))).isEmpty();
    assertThat(version(ModelRef.alias("champion"))).contains(1);
    assertThat(version(ModelRef.alias("latest"))).contains(2);
    assertThat(version(ModelRef.alias("none"))).isEmpty();
    assertThat(version(ModelRef.stage("production"))).contains(1);
    assertThat(version(ModelRef.stage("Staging"))).isEmpty();
  }

  private Optional<Integer> version(ModelRef ref) {
    return models.find("m", ref).map(ModelRegistry.Registered::version);
  }

  private Path tree(String name, String content) throws IOException {
    Path tree = Files.createDirectories(folder.resolve(name).resolve("deep"));
    Files.writeString(tree.resolve("weights"), content);
    Files.writeString(folder.resolve(name).resolve("MLmodel"), "flavors:");
    return folder.resolve(name);
  }

  @Test
  void keepsAFolderWholeAndNeverChangesIt() throws IOException {
    URI first = artifacts.put("r1", "train/model", tree("a", "1"));

    assertThat(artifacts.put("r1", "train/model", tree("b", "1"))).isEqualTo(first);
    URI other = artifacts.put("r1", "train/model", tree("c", "2"));

    assertThat(other).isNotEqualTo(first);
    assertThat(artifacts.fetch(first).resolve("deep/weights")).hasContent("1");
    assertThat(artifacts.fetch(other).resolve("deep/weights")).hasContent("2");
    try (var left = Files.list(artifacts.fetch(first).getParent())) {
      assertThat(left).hasSize(2);
    }
  }

  @Test
  void keepsASingleFile() throws IOException {
    Path file = Files.writeString(folder.resolve("f.txt"), "x");

    URI place = artifacts.put("r1", "f.txt", file);

    assertThat(artifacts.put("r1", "f.txt", file)).isEqualTo(place);
    assertThat(artifacts.fetch(place)).hasContent("x");
  }

  @Test
  void saysWhichArtifactIsMissing() {
    URI gone = folder.resolve("gone").toUri();

    assertThatThrownBy(() -> artifacts.fetch(gone))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(gone.toString());
    assertThatThrownBy(() -> artifacts.fetch(URI.create("s3://b/x")))
        .hasMessageContaining("use file:");
  }
}
