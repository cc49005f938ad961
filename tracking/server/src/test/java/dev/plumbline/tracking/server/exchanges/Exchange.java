package dev.plumbline.tracking.server.exchanges;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A request that MLflow 3.17.2 was sent, and its answer. In the file {@code {y*6000}} is a long run
 * of y; bodies that are no JSON are here.
 */
record Exchange(
    String tag,
    String method,
    String path,
    JsonNode query,
    String contentType,
    String body,
    int status,
    JsonNode response) {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern RUN = Pattern.compile("\\{(.)\\*(\\d+)}");
  private static final String TYPE = "application/json";

  /** What was sent where the file tells of no JSON. */
  private static final Map<String, List<String>> OTHER_BODIES =
      Map.of(
          "ct text", List.of("text/plain", "{}"),
          "ct bad json", List.of(TYPE, "{bad"),
          "proxy put", List.of("text/plain", "hello"));

  static List<Exchange> all() throws IOException {
    List<Exchange> all = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Exchange.class.getResourceAsStream(
                    "/dev/plumbline/tracking/server/mlflow-3.17.2.jsonl"),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        all.add(of(JSON.readTree(RUN.matcher(line).replaceAll(Exchange::expanded))));
      }
    }
    return all;
  }

  private static String expanded(java.util.regex.MatchResult run) {
    return run.group(1).repeat(Integer.parseInt(run.group(2)));
  }

  private static Exchange of(JsonNode line) {
    String tag = line.get("tag").asText();
    JsonNode body = line.get("body");
    List<String> sent =
        OTHER_BODIES.getOrDefault(tag, List.of(TYPE, body.isNull() ? "" : body.toString()));
    return new Exchange(
        tag,
        line.get("method").asText(),
        line.get("path").asText(),
        line.get("query"),
        sent.get(0),
        sent.get(1),
        line.get("status").asInt(),
        line.get("response"));
  }
}
