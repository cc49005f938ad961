package dev.plumbline.tracking.server.wire;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A field of a request, in MLflow's name for it.
 *
 * @param other another name that it may come under
 * @param needed whether an absent or empty one is refused
 * @param many whether it is a list
 * @param most the greatest number allowed
 * @param words the words of an enum, counted from {@code firstWord}; unknown ones are ignored
 * @param parts the fields of a message
 */
public record Field(
    String name,
    Kind kind,
    Optional<String> other,
    boolean needed,
    boolean many,
    long most,
    List<String> words,
    int firstWord,
    List<Field> parts) {

  /** What a value is. */
  public enum Kind {
    TEXT,
    /** 64 bits, signed. */
    WHOLE,
    /** 32 bits, signed. */
    SMALL,
    /** A double; NaN and infinities are texts. */
    REAL,
    TRUTH,
    WORD,
    MESSAGE
  }

  /** Copies the lists. */
  public Field {
    words = List.copyOf(words);
    parts = List.copyOf(parts);
  }

  private static Field of(String name, Kind kind) {
    return new Field(
        name, kind, Optional.empty(), false, false, Long.MAX_VALUE, List.of(), 0, List.of());
  }

  /** A text. */
  public static Field text(String name) {
    return of(name, Kind.TEXT);
  }

  /** A list of texts. */
  public static Field texts(String name) {
    return text(name).list();
  }

  /** A whole number of 64 bits. */
  public static Field whole(String name) {
    return of(name, Kind.WHOLE);
  }

  /** A whole number of 32 bits. */
  public static Field small(String name) {
    return of(name, Kind.SMALL);
  }

  /** A number. */
  public static Field real(String name) {
    return of(name, Kind.REAL);
  }

  /** True or false. */
  public static Field truth(String name) {
    return of(name, Kind.TRUTH);
  }

  /** One of the words of an enum, or its number. */
  public static Field word(String name, int first, String... words) {
    return new Field(
        name,
        Kind.WORD,
        Optional.empty(),
        false,
        false,
        Long.MAX_VALUE,
        Arrays.asList(words),
        first,
        List.of());
  }

  /** A message. */
  public static Field message(String name, Field... parts) {
    return new Field(
        name,
        Kind.MESSAGE,
        Optional.empty(),
        false,
        false,
        Long.MAX_VALUE,
        List.of(),
        0,
        Arrays.asList(parts));
  }

  /** A list of messages. */
  public static Field messages(String name, Field... parts) {
    return message(name, parts).list();
  }

  private Field list() {
    return new Field(name, kind, other, needed, true, most, words, firstWord, parts);
  }

  /** The same, refused when absent or empty. */
  public Field required() {
    return new Field(name, kind, other, true, many, most, words, firstWord, parts);
  }

  /** The same, also read under another name. */
  public Field or(String otherName) {
    return new Field(
        name, kind, Optional.of(otherName), needed, many, most, words, firstWord, parts);
  }

  /** The same, refused beyond that number. */
  public Field atMost(long number) {
    return new Field(name, kind, other, needed, many, number, words, firstWord, parts);
  }

  /** The name that protobuf's JSON has for it: {@code experimentId}. */
  String camel() {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      out.append(c == '_' && i + 1 < name.length() ? Character.toUpperCase(name.charAt(++i)) : c);
    }
    return out.toString();
  }
}
