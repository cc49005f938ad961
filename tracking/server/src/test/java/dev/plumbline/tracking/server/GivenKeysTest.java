package dev.plumbline.tracking.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Beyond MLflow's wire: ids and keys that the caller gives, and an alias that moves if unmoved. */
final class GivenKeysTest {
  @TempDir Path folder;

  private static JsonNode answer(TestingServer server, String path, String body) throws Exception {
    HttpResponse<String> answer = server.post(path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body());
  }

  @Test
  void aRunHasTheIdThatItWasGiven() throws Exception {
    try (TestingServer server = new TestingServer(folder)) {
      String body = "{\"experiment_id\": \"0\", \"run_id\": \"night-1\", \"start_time\": 7}";
      JsonNode first = answer(server, "runs/create", body);
      assertThat(first.at("/run/info/run_id").asText()).isEqualTo("night-1");
      assertThat(answer(server, "runs/create", body)).isEqualTo(first);
      assertThat(server.post("runs/create", body.replace("night-1", "../x")).statusCode())
          .isEqualTo(400);
    }
  }

  @Test
  void aLoggedModelHasTheIdThatItWasGiven() throws Exception {
    try (TestingServer server = new TestingServer(folder)) {
      String body = "{\"experiment_id\": \"0\", \"model_id\": \"m-night\"}";
      JsonNode first = answer(server, "logged-models", body);
      assertThat(first.at("/model/info/model_id").asText()).isEqualTo("m-night");
      assertThat(answer(server, "logged-models", body)).isEqualTo(first);
      assertThat(server.post("logged-models", body.replace("m-night", "../x")).statusCode())
          .isEqualTo(400);
    }
  }

  @Test
  void aVersionIsMadeOnceForItsSourceKey() throws Exception {
    try (TestingServer server = new TestingServer(folder)) {
      answer(server, "registered-models/create", "{\"name\": \"m\"}");
      String body = "{\"name\": \"m\", \"source\": \"s3://m\", \"source_key\": \"trained\"}";
      JsonNode first = answer(server, "model-versions/create", body);
      assertThat(answer(server, "model-versions/create", body)).isEqualTo(first);
      JsonNode other =
          answer(server, "model-versions/create", body.replace("trained", "trained again"));
      assertThat(other.at("/model_version/version").asText()).isEqualTo("2");
    }
  }

  @Test
  void anAliasMovesOnlyFromWhereItWasSeen() throws Exception {
    try (TestingServer server = new TestingServer(folder)) {
      answer(server, "registered-models/create", "{\"name\": \"m\"}");
      for (int i = 0; i < 3; i++) {
        answer(server, "model-versions/create", "{\"name\": \"m\", \"source\": \"s3://m\"}");
      }
      assertThat(moved(server, "\"version\": \"1\"")).isTrue();
      assertThat(moved(server, "\"version\": \"2\"")).isFalse();
      assertThat(moved(server, "\"version\": \"2\", \"expected\": \"1\"")).isTrue();
      assertThat(moved(server, "\"version\": \"3\", \"expected\": \"1\"")).isFalse();
    }
  }

  private static boolean moved(TestingServer server, String rest) throws Exception {
    String body = "{\"name\": \"m\", \"alias\": \"champion\", " + rest + "}";
    return answer(server, "registered-models/alias/compare-and-set", body)
        .at("/is_set")
        .asBoolean();
  }
}
