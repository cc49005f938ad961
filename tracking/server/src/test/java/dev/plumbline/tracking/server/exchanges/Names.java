package dev.plumbline.tracking.server.exchanges;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a server makes up by itself, as it was recorded and as it is here: ids of runs and logged
 * models, names of runs without one, page tokens. Learned from the answers that first show them.
 */
final class Names {
  private static final List<String> MADE_UP =
      List.of("/run/info/run_id", "/run/info/run_name", "/model/info/model_id", "/next_page_token");
  private final Map<String, String> here = new LinkedHashMap<>();

  /** Takes note of what an answer made up. */
  void learn(JsonNode recorded, JsonNode answered) {
    for (String place : MADE_UP) {
      String then = recorded.at(place).asText("");
      String now = answered.at(place).asText("");
      if (!then.isEmpty() && !now.isEmpty() && !then.equals(now)) {
        here.putIfAbsent(then, now);
      }
    }
  }

  /** A recorded text as it is to be sent. */
  String toHere(String text) {
    String out = text;
    for (Map.Entry<String, String> each : here.entrySet()) {
      out = out.replace(each.getKey(), each.getValue());
    }
    return out;
  }

  /** An answer as it would have been recorded. */
  String toRecorded(String text) {
    String out = text;
    for (Map.Entry<String, String> each : here.entrySet()) {
      out = out.replace(each.getValue(), each.getKey());
    }
    return out;
  }
}
