package dev.plumbline.tracking.server.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads requests as lenient as MLflow: unknown fields and enum words are ignored, numbers may be
 * texts, a name may be in protobuf's camel case, and a body that is JSON in a JSON text is read
 * twice.
 */
public final class Requests {
  /** Beyond what a body may hold: the body's own limit is the one that callers meet. */
  private static final int LONGEST_TEXT = 1 << 30;

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(LONGEST_TEXT).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Requests() {}

  /** A request of those fields in a JSON body, which may be absent. */
  public static Message ofBody(List<Field> fields, InputStream body) throws IOException {
    JsonNode root;
    try {
      root = JSON.readTree(body);
      if (root.isTextual()) {
        root = JSON.readTree(root.textValue());
      }
    } catch (JsonProcessingException e) {
      throw Refusal.invalid(
          "Cannot read the request: its body is not JSON (" + e.getOriginalMessage() + ")");
    }
    if (root.isMissingNode() || root.isNull()) {
      root = JSON.createObjectNode();
    }
    if (!root.isObject()) {
      throw Refusal.invalid(
          "Cannot read the request: its body is a "
              + root.getNodeType().name().toLowerCase(Locale.ROOT)
              + ", send a JSON object");
    }
    return message(fields, root, "");
  }

  /** A request of those fields in a query. */
  public static Message ofQuery(List<Field> fields, Map<String, List<String>> query) {
    ObjectNode root = JSON.createObjectNode();
    for (Field field : fields) {
      for (String name : names(field)) {
        List<String> given = query.getOrDefault(name, List.of());
        if (given.isEmpty()) {
          continue;
        }
        if (field.many()) {
          given.forEach(root.withArray(name)::add);
        } else if (field.kind() == Field.Kind.TRUTH) {
          root.put(name, truth(given.get(0)));
        } else {
          root.put(name, given.get(0));
        }
      }
    }
    return message(fields, root, "");
  }

  private static List<String> names(Field field) {
    return field.other().isEmpty()
        ? List.of(field.name())
        : List.of(field.name(), field.other().get());
  }

  private static boolean truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw Refusal.invalid("Invalid boolean value: " + text + ", must be 'true' or 'false'.");
    };
  }

  private static Message message(List<Field> fields, JsonNode object, String path) {
    Map<String, Object> values = new HashMap<>();
    for (Field field : fields) {
      Optional<JsonNode> given = find(field, object);
      String at = path + field.name();
      if (field.needed() && given.filter(Requests::saysSomething).isEmpty()) {
        throw Refusal.missing(at);
      }
      if (given.isPresent()) {
        read(field, given.get(), at).ifPresent(value -> values.put(field.name(), value));
      }
    }
    return new Message(values);
  }

  private static boolean saysSomething(JsonNode node) {
    return !(node.isTextual() && node.textValue().isEmpty());
  }

  /** Its value under any of its names; null is as good as none. */
  private static Optional<JsonNode> find(Field field, JsonNode object) {
    JsonNode found = object.get(field.name());
    String camel = field.camel();
    if (!camel.equals(field.name()) && object.has(camel)) {
      if (found != null) {
        throw Refusal.invalid(
            "Request specifies both '"
                + field.name()
                + "' and '"
                + camel
                + "'; provide only one of them.");
      }
      found = object.get(camel);
    }
    if ((found == null || found.isNull()) && field.other().isPresent()) {
      found = object.get(field.other().get());
    }
    return Optional.ofNullable(found).filter(node -> !node.isNull());
  }

  private static Optional<Object> read(Field field, JsonNode node, String path) {
    if (!field.many()) {
      return single(field, node, path);
    }
    if (!node.isArray()) {
      throw wrong(path, node);
    }
    List<Object> items = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      JsonNode item = node.get(i);
      if (field.kind() == Field.Kind.TEXT) {
        if (!item.isTextual()) {
          throw wrong(path, node);
        }
        items.add(item.textValue());
      } else {
        single(field, item, path + "[" + i + "]").ifPresent(items::add);
      }
    }
    return Optional.of(items);
  }

  private static Optional<Object> single(Field field, JsonNode node, String path) {
    return switch (field.kind()) {
      case TEXT -> Optional.of(node.isTextual() ? node.textValue() : text(path, node));
      case TRUTH -> Optional.of(truth(path, node));
      case WHOLE, SMALL -> Numbers.whole(field, node, path).map(Object.class::cast);
      case REAL -> Optional.of(Numbers.real(node, path));
      case WORD -> word(field, node, path).map(Object.class::cast);
      case MESSAGE -> {
        if (!node.isObject()) {
          throw wrong(path, node);
        }
        yield Optional.of(message(field.parts(), node, path + "."));
      }
    };
  }

  private static String text(String path, JsonNode node) {
    throw wrong(path, node);
  }

  private static boolean truth(String path, JsonNode node) {
    if (!node.isBoolean()) {
      throw wrong(path, node);
    }
    return node.booleanValue();
  }

  /** An unknown word is ignored, as protobuf's reader is told to do. */
  private static Optional<String> word(Field field, JsonNode node, String path) {
    if (node.isTextual()) {
      return Optional.of(node.textValue()).filter(field.words()::contains);
    }
    if (!node.canConvertToInt()) {
      throw wrong(path, node);
    }
    int at = node.intValue() - field.firstWord();
    return at < 0 || at >= field.words().size()
        ? Optional.empty()
        : Optional.of(field.words().get(at));
  }

  static Refusal wrong(String path, JsonNode node) {
    return Refusal.value(path, Literal.of(node), Literal.type(node));
  }
}
