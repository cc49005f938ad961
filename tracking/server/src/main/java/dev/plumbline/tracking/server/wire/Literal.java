package dev.plumbline.tracking.server.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** A refused value as MLflow's messages show it, and Python's name for its type. */
final class Literal {
  private static final int LONGEST = 1000;
  private static final ObjectMapper SORTED =
      JsonMapper.builder()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();

  private Literal() {}

  /** As JSON with sorted keys, in ASCII; a long one is cut. */
  static String of(JsonNode value) {
    try {
      String text = SORTED.writeValueAsString(SORTED.treeToValue(value, Object.class));
      return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static String type(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> "str";
      case NUMBER -> value.isIntegralNumber() ? "int" : "float";
      case BOOLEAN -> "bool";
      case ARRAY -> "list";
      case OBJECT -> "dict";
      default -> "NoneType";
    };
  }
}
