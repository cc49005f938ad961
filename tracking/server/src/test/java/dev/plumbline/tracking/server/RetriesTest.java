package dev.plumbline.tracking.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.tracking.server.http.Tokens;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request that is sent again, since its answer was lost, does nothing twice. */
final class RetriesTest {
  private static final String KEY = "Idempotency-Key";
  private static final String RUN = "{\"experiment_id\": \"0\"}";
  private static final String RUN_ID = "/run/info/run_id";

  @TempDir Path folder;

  private static String made(
      TestingServer server, String path, String body, String at, String... headers)
      throws Exception {
    HttpResponse<String> answer = server.post(path, body, headers);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode found = new ObjectMapper().readTree(answer.body()).at(at);
    assertThat(found.isTextual()).as(answer.body()).isTrue();
    return found.asText();
  }

  @Test
  void aRunIsMadeOnceForItsKey() throws Exception {
    try (TestingServer server = new TestingServer(folder)) {
      String first = made(server, "runs/create", RUN, RUN_ID, KEY, "one");
      assertThat(made(server, "runs/create", RUN, RUN_ID, KEY, "one")).isEqualTo(first);
      assertThat(made(server, "runs/create", RUN, RUN_ID, KEY, "two")).isNotEqualTo(first);
      assertThat(made(server, "runs/create", RUN, RUN_ID))
          .isNotEqualTo(made(server, "runs/create", RUN, RUN_ID));
    }
  }

  @Test
  void aVersionIsMadeOnceForItsKey() throws Exception {
    try (TestingServer server = new TestingServer(folder)) {
      made(server, "registered-models/create", "{\"name\": \"m\"}", "/registered_model/name");
      String body = "{\"name\": \"m\", \"source\": \"s3://models/m\"}";
      String number = "/model_version/version";
      assertThat(made(server, "model-versions/create", body, number, KEY, "one")).isEqualTo("1");
      assertThat(made(server, "model-versions/create", body, number, KEY, "one")).isEqualTo("1");
      assertThat(made(server, "model-versions/create", body, number, KEY, "two")).isEqualTo("2");
      assertThat(made(server, "model-versions/create", body, number)).isEqualTo("3");
    }
  }

  @Test
  void aLoggedModelIsMadeOnceForItsKey() throws Exception {
    try (TestingServer server = new TestingServer(folder)) {
      String body = "{\"experiment_id\": \"0\"}";
      String id = "/model/info/model_id";
      String first = made(server, "logged-models", body, id, KEY, "one");
      assertThat(first).startsWith("m-");
      assertThat(made(server, "logged-models", body, id, KEY, "one")).isEqualTo(first);
      assertThat(made(server, "logged-models", body, id, KEY, "two")).isNotEqualTo(first);
    }
  }

  @Test
  void manyAtOnceMakeOneRun() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (TestingServer server = new TestingServer(folder)) {
      Callable<String> create = () -> made(server, "runs/create", RUN, RUN_ID, KEY, "one");
      Set<String> ids = new HashSet<>();
      for (Future<String> each : threads.invokeAll(Collections.nCopies(32, create))) {
        ids.add(each.get());
      }
      assertThat(ids).hasSize(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void anothersKeyIsAnotherKey() throws Exception {
    Path file = folder.resolve("tokens");
    Files.writeString(file, "ann writer-0123456789abcdef\nbob another-0123456789abcde\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Tokens tokens = Tokens.read(file);
    try (TestingServer server = new TestingServer(folder, usual -> usual.guardedBy(tokens))) {
      String ann = "Bearer writer-0123456789abcdef";
      String bob = "Bearer another-0123456789abcde";
      assertThat(made(server, "runs/create", RUN, RUN_ID, KEY, "one", "Authorization", ann))
          .isNotEqualTo(made(server, "runs/create", RUN, RUN_ID, KEY, "one", "Authorization", bob));
    }
  }

  @Test
  void keysThatAreNoneAreRefused() throws Exception {
    try (TestingServer server = new TestingServer(folder)) {
      for (String key : List.of(" ", "x".repeat(256))) {
        HttpResponse<String> answer = server.post("runs/create", RUN, KEY, key);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("Cannot take the Idempotency-Key");
      }
    }
  }
}
