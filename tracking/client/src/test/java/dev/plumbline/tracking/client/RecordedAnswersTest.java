package dev.plumbline.tracking.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.tracking.TrackingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What MLflow 3.17.2 was recorded to answer is read, every bit of it. */
final class RecordedAnswersTest {
  private static final Map<String, Function<JsonNode, Object>> READERS =
      Map.of(
          "run", Runs::run,
          "run_info", Runs::info,
          "model_version", Versions::read);
  private static final Map<String, Function<JsonNode, Object>> OF_LISTS =
      Map.of(
          "runs", Runs::run,
          "metrics", Runs::metric,
          "model_versions", Versions::read);

  private static List<JsonNode> exchanges() throws IOException {
    List<JsonNode> all = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                RecordedAnswersTest.class.getResourceAsStream(
                    "/dev/plumbline/tracking/mlflow-3.17.2.jsonl"),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        all.add(Answers.JSON.readTree(line));
      }
    }
    return all;
  }

  @Test
  void entitiesAreRead() throws IOException {
    Map<String, Integer> read = new TreeMap<>();
    for (JsonNode exchange : exchanges()) {
      JsonNode answer = exchange.path("response");
      READERS.forEach(
          (name, reader) -> {
            if (answer.has(name)) {
              assertThat(reader.apply(answer.path(name))).isNotNull();
              read.merge(name, 1, Integer::sum);
            }
          });
      OF_LISTS.forEach(
          (name, reader) -> {
            List<Object> items = Entities.list(answer, name, reader);
            if (!items.isEmpty()) {
              read.merge(name, items.size(), Integer::sum);
            }
          });
    }
    assertThat(read.keySet()).containsAll(READERS.keySet()).containsAll(OF_LISTS.keySet());
  }

  @Test
  void refusalsHaveTheirWords() throws IOException {
    int refused = 0;
    try (CannedServer server = new CannedServer()) {
      Wire wire = new Wire(RemoteSettings.of(server.address()), new Random(7));
      for (JsonNode exchange : exchanges()) {
        JsonNode answer = exchange.path("response");
        if (!answer.has("error_code")) {
          continue;
        }
        server.then(exchange.path("status").asInt(400), answer.toString());
        Optional<TrackingException> thrown = Optional.empty();
        try {
          wire.send(Call.get("runs/get", Query.NONE));
        } catch (TrackingException e) {
          thrown = Optional.of(e);
        }
        assertThat(thrown.orElseThrow().getMessage()).isEqualTo(answer.path("message").asText());
        assertThat(thrown.orElseThrow().code().name())
            .isIn(answer.path("error_code").asText(), "INVALID_PARAMETER_VALUE", "INTERNAL_ERROR");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(50);
  }
}
