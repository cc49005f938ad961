package dev.plumbline.models.encoding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How one field becomes columns of floats; written to and read from {@code encoder.json}. */
public sealed interface FieldEncoding {
  /** The field's path through nested records: {@code origin.code}. */
  String path();

  /** The names of the columns that it fills, in order. */
  List<String> columns();

  /** The encoding as a JSON tree. */
  Map<String, Object> tree();

  /** The value as a float; an absent one is NaN, booleans are 0 and 1. */
  record Number(String path) implements FieldEncoding {
    @Override
    public List<String> columns() {
      return List.of(path);
    }

    @Override
    public Map<String, Object> tree() {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("path", path);
      tree.put("kind", "number");
      return tree;
    }
  }

  /**
   * The place of the value in a vocabulary; one that isn't in it is NaN, as an absent one.
   *
   * @param values ordered by code point
   */
  record Category(String path, List<String> values) implements FieldEncoding {
    public Category {
      values = List.copyOf(values);
    }

    @Override
    public List<String> columns() {
      return List.of(path);
    }

    @Override
    public Map<String, Object> tree() {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("path", path);
      tree.put("kind", "category");
      tree.put("values", values);
      return tree;
    }
  }

  /**
   * Parts of a date or a time, in UTC where it has a zone. No part grows without end, so that later
   * dates are no extrapolation.
   */
  record Calendar(String path, List<CalendarPart> parts) implements FieldEncoding {
    public Calendar {
      parts = List.copyOf(parts);
    }

    @Override
    public List<String> columns() {
      return parts.stream().map(p -> path + "." + p.text()).toList();
    }

    @Override
    public Map<String, Object> tree() {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("path", path);
      tree.put("kind", "calendar");
      tree.put("parts", parts.stream().map(CalendarPart::text).toList());
      return tree;
    }
  }

  /**
   * Reads what {@link #tree} wrote.
   *
   * @throws IllegalArgumentException naming the field when its kind isn't known
   */
  static FieldEncoding of(Map<?, ?> tree) {
    String path = (String) tree.get("path");
    String kind = String.valueOf(tree.get("kind"));
    return switch (kind) {
      case "number" -> new Number(path);
      case "category" -> new Category(path, texts(tree.get("values")));
      case "calendar" ->
          new Calendar(path, texts(tree.get("parts")).stream().map(CalendarPart::of).toList());
      default ->
          throw new IllegalArgumentException(
              "Cannot read the encoding of field "
                  + path
                  + ": '"
                  + kind
                  + "', use the version of Plumbline that wrote this model");
    };
  }

  private static List<String> texts(Object list) {
    List<String> texts = new ArrayList<>();
    for (Object each : (List<?>) list) {
      texts.add((String) each);
    }
    return texts;
  }
}
