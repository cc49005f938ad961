package dev.plumbline.tracking.server.exchanges;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * An answer without what differs from one time to the next: when it was, and in which order a set
 * was printed. The order of fields counts.
 */
final class Comparable {
  private static final Set<String> TIMES =
      Set.of(
          "creation_time",
          "last_update_time",
          "creation_timestamp",
          "last_updated_timestamp",
          "creation_timestamp_ms",
          "last_updated_timestamp_ms");

  /** MLflow reads these without an order. */
  private static final Set<String> UNORDERED = Set.of("latest_versions", "model_versions");

  private Comparable() {}

  static JsonNode of(JsonNode node) {
    if (node instanceof ArrayNode array) {
      ArrayNode out = JsonNodeFactory.instance.arrayNode();
      array.forEach(each -> out.add(of(each)));
      return out;
    }
    if (node.isIntegralNumber()) {
      return JsonNodeFactory.instance.numberNode(node.asLong());
    }
    if (!(node instanceof ObjectNode)) {
      return node;
    }
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    node.properties()
        .forEach(field -> out.set(field.getKey(), field(field.getKey(), field.getValue())));
    return out;
  }

  private static JsonNode field(String name, JsonNode value) {
    if (TIMES.contains(name) && value.isIntegralNumber()) {
      return TextNode.valueOf("a time");
    }
    if (name.equals("message")) {
      return TextNode.valueOf(sets(value.asText()));
    }
    return UNORDERED.contains(name) ? sorted(of(value)) : of(value);
  }

  private static JsonNode sorted(JsonNode items) {
    List<JsonNode> all = new ArrayList<>();
    items.forEach(all::add);
    all.sort(Comparator.comparing(JsonNode::toString));
    return JsonNodeFactory.instance.arrayNode().addAll(all);
  }

  /** Python prints a set in any order: the words of one are sorted. */
  private static String sets(String message) {
    int open = message.indexOf("'{'");
    int close = message.lastIndexOf("'}'");
    if (open < 0 || close < open) {
      return message;
    }
    List<String> words = new ArrayList<>(List.of(message.substring(open + 3, close).split("', '")));
    words.sort(Comparator.naturalOrder());
    return message.substring(0, open + 3) + String.join("', '", words) + message.substring(close);
  }
}
