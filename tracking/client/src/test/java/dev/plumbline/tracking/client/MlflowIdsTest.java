package dev.plumbline.tracking.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.tracking.LoggedModel;
import dev.plumbline.tracking.NewLoggedModel;
import dev.plumbline.tracking.NewRun;
import dev.plumbline.tracking.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a server gives ids of its own, what was made for an id is found again by a tag. */
final class MlflowIdsTest {
  @TempDir Path folder;

  private static NewRun run(String id) {
    return new NewRun(
        "0", Optional.of(id), Optional.empty(), "", Instant.ofEpochMilli(1), List.of());
  }

  @Test
  void oneRunIsMadeForAnId() {
    try (TestingRemote remote = new TestingRemote(folder);
        RemoteTracking client = remote.client(Extensions::none);
        RemoteTracking other = remote.client(Extensions::none)) {
      Run first = client.tracking().runs().createRun(run("night-1"));
      assertThat(first.runId()).matches("[0-9a-f]{32}");
      assertThat(first.data().tag("plumbline.key")).contains("night-1");
      assertThat(other.tracking().runs().createRun(run("night-1"))).isEqualTo(first);
      assertThat(other.tracking().runs().createRun(run("night-2"))).isNotEqualTo(first);
      assertThatThrownBy(() -> client.tracking().runs().createRun(run("../x")))
          .hasMessageContaining("run_id");
    }
  }

  @Test
  void oneLoggedModelIsMadeForAnId() {
    NewLoggedModel wanted =
        new NewLoggedModel(
            "0", Optional.of("m"), "", "", List.of(), List.of(), Optional.of("m-once"));
    try (TestingRemote remote = new TestingRemote(folder);
        RemoteTracking client = remote.client(Extensions::none)) {
      LoggedModel first = client.tracking().loggedModels().createLoggedModel(wanted);
      assertThat(first.modelId()).isNotEqualTo("m-once");
      assertThat(client.tracking().loggedModels().createLoggedModel(wanted)).isEqualTo(first);
    }
  }

  /** Servers before MLflow 3.4 have no server-info; later ones name none of ours in it. */
  @Test
  void aServerThatNamesNoExtensionsIsTakenForMlflows() throws IOException {
    String made = "{\"run\": {\"info\": {\"run_id\": \"r\", \"status\": \"RUNNING\"}}}";
    String info = "{\"store_type\": \"SqlStore\", \"features_enabled\": {\"gateway\": true}}";
    try (CannedServer server =
        new CannedServer()
            .then(404, "<html>Not Found</html>")
            .then(200, "{}")
            .then(200, made)
            .then(200, info)
            .then(200, "{}")
            .then(200, made)) {
      for (int i = 0; i < 2; i++) {
        try (RemoteTracking client = RemoteTracking.open(RemoteSettings.of(server.address()))) {
          assertThat(client.tracking().runs().createRun(run("night-1")).runId()).isEqualTo("r");
        }
      }
      assertThat(server.bodies().get(5)).contains("plumbline.key").doesNotContain("run_id");
    }
  }
}
