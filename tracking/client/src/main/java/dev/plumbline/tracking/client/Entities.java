package dev.plumbline.tracking.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.tracking.ErrorCode;
import dev.plumbline.tracking.Page;
import dev.plumbline.tracking.Param;
import dev.plumbline.tracking.Tag;
import dev.plumbline.tracking.TrackingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Fields of answers as protobuf's JSON has them: a list that is absent is empty, so is a text; a
 * whole number may be a text, a number may be one of the texts NaN and Infinity.
 */
final class Entities {
  private Entities() {}

  /** A field that any such answer has. */
  static JsonNode needed(JsonNode object, String name) {
    JsonNode found = object.path(name);
    if (!found.isObject()) {
      throw unreadable("it has no " + name);
    }
    return found;
  }

  static String text(JsonNode object, String name) {
    JsonNode found = object.path(name);
    return found.isValueNode() && !found.isNull() ? found.asText() : "";
  }

  /** A text that says something. */
  static Optional<String> nonEmpty(JsonNode object, String name) {
    return Optional.of(text(object, name)).filter(text -> !text.isEmpty());
  }

  /** A text, which may be an empty one. */
  static Optional<String> maybe(JsonNode object, String name) {
    return object.hasNonNull(name) ? Optional.of(text(object, name)) : Optional.empty();
  }

  static long whole(JsonNode object, String name) {
    JsonNode found = object.path(name);
    if (found.isTextual()) {
      try {
        return Long.parseLong(found.textValue());
      } catch (NumberFormatException e) {
        throw unreadable(name + " is " + found);
      }
    }
    return found.asLong();
  }

  static int number(JsonNode object, String name) {
    long found = whole(object, name);
    if (found != (int) found) {
      throw unreadable(name + " is " + found);
    }
    return (int) found;
  }

  static double real(JsonNode object, String name) {
    JsonNode found = object.path(name);
    if (found.isTextual()) {
      try {
        return Double.parseDouble(found.textValue());
      } catch (NumberFormatException e) {
        throw unreadable(name + " is " + found);
      }
    }
    return found.asDouble();
  }

  static Instant time(JsonNode object, String name) {
    return Instant.ofEpochMilli(whole(object, name));
  }

  static <E extends Enum<E>> E word(Class<E> words, String word) {
    for (E each : words.getEnumConstants()) {
      if (each.name().equals(word)) {
        return each;
      }
    }
    throw unreadable(words.getSimpleName() + " is '" + word + "'");
  }

  static <T> List<T> list(JsonNode object, String name, Function<JsonNode, T> reader) {
    List<T> items = new ArrayList<>();
    object.path(name).forEach(item -> items.add(reader.apply(item)));
    return items;
  }

  static <T> Page<T> page(JsonNode object, String name, Function<JsonNode, T> reader) {
    return new Page<>(list(object, name, reader), nonEmpty(object, "next_page_token"));
  }

  static List<Tag> tags(JsonNode object) {
    return list(object, "tags", tag -> new Tag(text(tag, "key"), text(tag, "value")));
  }

  static List<Param> params(JsonNode object) {
    return list(object, "params", param -> new Param(text(param, "key"), text(param, "value")));
  }

  private static TrackingException unreadable(String why) {
    return new TrackingException(
        ErrorCode.INTERNAL_ERROR,
        "Cannot read the tracking server's answer: "
            + why
            + ", check that client and server are of versions that go together");
  }
}
