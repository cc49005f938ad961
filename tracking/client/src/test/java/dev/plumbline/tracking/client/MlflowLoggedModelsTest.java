package dev.plumbline.tracking.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.tracking.ModelOutput;
import dev.plumbline.tracking.Param;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** MLflow 3.17.2 refuses what it has already; that something may be logged again is our promise. */
final class MlflowLoggedModelsTest {
  private static final String TAKEN =
      "{\"error_code\": \"BAD_REQUEST\", \"message\": \"(sqlite3.IntegrityError) UNIQUE constraint"
          + " failed\"}";
  private static final String MODEL =
      "{\"model\": {\"info\": {\"model_id\": \"m-1\"}, \"data\": {\"params\": [{\"key\": \"depth\","
          + " \"value\": \"6\"}]}}}";
  private static final String RUN =
      "{\"run\": {\"info\": {\"run_id\": \"r\", \"status\": \"RUNNING\"}, \"outputs\":"
          + " {\"model_outputs\": [{\"model_id\": \"m-1\", \"step\": 3}]}}}";

  private CannedServer server;
  private RemoteTracking client;

  @BeforeEach
  void open() throws IOException {
    server = new CannedServer().then(400, TAKEN);
    client = RemoteTracking.open(RemoteSettings.of(server.address()), Extensions::none);
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void onlyNewParamsAreSentAgain() {
    server.then(200, MODEL).then(200, "{}");
    client
        .tracking()
        .loggedModels()
        .logModelParams("m-1", List.of(new Param("depth", "6"), new Param("rate", "1")));
    assertThat(server.asked()).hasSize(3);
    assertThat(server.bodies().get(2)).contains("rate").doesNotContain("depth");
  }

  @Test
  void anotherValueIsRefused() {
    server.then(200, MODEL);
    assertThatThrownBy(
            () ->
                client
                    .tracking()
                    .loggedModels()
                    .logModelParams("m-1", List.of(new Param("depth", "7"))))
        .hasMessageContaining("UNIQUE constraint");
  }

  @Test
  void onlyNewOutputsAreSentAgain() {
    server.then(200, RUN);
    client.tracking().loggedModels().linkOutputs("r", List.of(new ModelOutput("m-1", 3)));
    assertThat(server.asked()).hasSize(2);
  }
}
