package dev.plumbline.tracking.server.wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A request, or a part of one, whose values are of their fields' kinds. As in protobuf an absent
 * text reads as empty and an absent number as 0; {@code maybe…} tells absent ones apart.
 */
public record Message(Map<String, Object> values) {
  /** Copies the values. */
  public Message {
    values = Map.copyOf(values);
  }

  /** A text, empty if absent. */
  public String text(String field) {
    return maybeText(field).orElse("");
  }

  /** A text or an enum's word. */
  public Optional<String> maybeText(String field) {
    return Optional.ofNullable((String) values.get(field));
  }

  /** A text that says something. */
  public Optional<String> nonEmpty(String field) {
    return maybeText(field).filter(text -> !text.isEmpty());
  }

  /** A whole number, 0 if absent. */
  public long whole(String field) {
    return maybeWhole(field).orElse(0);
  }

  /** A whole number. */
  public OptionalLong maybeWhole(String field) {
    Long number = (Long) values.get(field);
    return number == null ? OptionalLong.empty() : OptionalLong.of(number);
  }

  /** A whole number as an int: a number that is none is refused by the rules for pages. */
  public int count(String field, int absent) {
    return (int)
        Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, maybeWhole(field).orElse(absent)));
  }

  /** A number, 0 if absent. */
  public double real(String field) {
    Double number = (Double) values.get(field);
    return number == null ? 0 : number;
  }

  /** True if it is there and true. */
  public boolean truth(String field) {
    return Boolean.TRUE.equals(values.get(field));
  }

  /** Texts, none if absent. */
  @SuppressWarnings("unchecked") // the reader put them there
  public List<String> texts(String field) {
    return (List<String>) values.getOrDefault(field, List.of());
  }

  /** Messages, none if absent. */
  @SuppressWarnings("unchecked") // the reader put them there
  public List<Message> messages(String field) {
    return (List<Message>) values.getOrDefault(field, List.of());
  }

  /** A message, an empty one if absent. */
  public Message message(String field) {
    return (Message) values.getOrDefault(field, new Message(Map.of()));
  }

  /** Whether it was given. */
  public boolean has(String field) {
    return values.containsKey(field);
  }
}
