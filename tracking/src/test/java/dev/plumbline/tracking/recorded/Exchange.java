package dev.plumbline.tracking.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A request that MLflow 3.17.2 was sent, and its answer; {@code {y*6000}} is a long run of y. */
record Exchange(String tag, String method, String path, JsonNode request, JsonNode response) {
  private static final Pattern RUN = Pattern.compile("\\{(.)\\*(\\d+)}");

  static List<Exchange> all() throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<Exchange> all = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Exchange.class.getResourceAsStream("/dev/plumbline/tracking/mlflow-3.17.2.jsonl"),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode node = json.readTree(RUN.matcher(line).replaceAll(Exchange::expanded));
        JsonNode request = node.get("body").isNull() ? node.get("query") : node.get("body");
        all.add(
            new Exchange(
                node.get("tag").asText(),
                node.get("method").asText(),
                node.get("path").asText(),
                request,
                node.get("response")));
      }
    }
    return all;
  }

  private static String expanded(MatchResult run) {
    return run.group(1).repeat(Integer.parseInt(run.group(2)));
  }
}
