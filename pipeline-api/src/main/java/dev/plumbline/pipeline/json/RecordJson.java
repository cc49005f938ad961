package dev.plumbline.pipeline.json;

import dev.plumbline.pipeline.Nearest;
import dev.plumbline.pipeline.schema.Types;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A record of parameters as canonical JSON and back: how a step travels, together with its class
 * name. Components in order of declaration, maps sorted by key, no white space.
 *
 * <p>Component types: primitives and boxes, String, enum, BigDecimal, LocalDate, LocalDateTime,
 * Instant, Duration, Period, ZoneId, Path, URI, Class, Optional, nested records, List, Map with
 * String keys. Classes are named only by components that the receiving class declares as Class.
 */
public final class RecordJson {
  private RecordJson() {}

  /** Canonical JSON of a record. */
  public static String write(Record record) {
    return Json.write(tree(record));
  }

  /**
   * The record of some JSON, made by its canonical constructor.
   *
   * @throws IllegalArgumentException naming the component that can't be read
   */
  public static <R extends Record> R read(Class<R> type, String json) {
    return type.cast(fromTree(type, Json.parse(json), type.getSimpleName()));
  }

  /** Why a component of this type cannot be a parameter, if so. */
  public static Optional<String> refusal(Type type) {
    return refusal(type, List.of());
  }

  /**
   * @param open the records that the type is inside of
   */
  private static Optional<String> refusal(Type type, List<Class<?>> open) {
    Class<?> raw = Types.raw(type).orElse(Object.class);
    if (raw.isPrimitive() || raw.isEnum() || SCALARS.contains(raw)) {
      return Optional.empty();
    }
    if (open.contains(raw)) {
      return Optional.of(Types.show(type) + " contains itself");
    }
    if (raw.isRecord()) {
      List<Class<?>> inside = new ArrayList<>(open);
      inside.add(raw);
      for (RecordComponent component : raw.getRecordComponents()) {
        Optional<String> inner = refusal(component.getGenericType(), inside);
        if (inner.isPresent()) {
          return inner.map(why -> component.getName() + "." + why);
        }
      }
      return Optional.empty();
    }
    if (raw == Optional.class || raw == List.class) {
      return Types.argumentsOf(type, raw).flatMap(a -> refusal(a.get(0), open));
    }
    if (raw == Map.class) {
      List<Type> arguments = Types.argumentsOf(type, Map.class).orElseThrow();
      return arguments.get(0) == String.class
          ? refusal(arguments.get(1), open)
          : Optional.of(Types.show(type) + " has keys that are no String");
    }
    return Optional.of(Types.show(type) + " can't travel as JSON");
  }

  private static final List<Class<?>> SCALARS =
      List.of(
          Boolean.class,
          Byte.class,
          Short.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class,
          Character.class,
          String.class,
          BigDecimal.class,
          LocalDate.class,
          LocalDateTime.class,
          Instant.class,
          Duration.class,
          Period.class,
          ZoneId.class,
          Path.class,
          URI.class,
          Class.class);

  /** A parameter as people read it: a text for scalars, JSON for lists and maps. */
  public static String text(Object value) {
    Object tree = tree(value);
    return tree == null ? "" : tree instanceof String s ? s : Json.write(tree);
  }

  /**
   * A parameter as people write it; the counterpart of {@link #text}.
   *
   * @throws IllegalArgumentException saying what was expected
   */
  public static Object parseText(Type type, String text) {
    Class<?> raw = Types.raw(type).orElse(Object.class);
    if (raw == Optional.class) {
      Type inner = Types.argumentsOf(type, Optional.class).orElseThrow().get(0);
      return text.isEmpty() ? Optional.empty() : Optional.of(parseText(inner, text));
    }
    boolean structured = raw == List.class || raw == Map.class || raw.isRecord();
    boolean bare = raw == List.class && !text.startsWith("[");
    if (bare) {
      Type inner = Types.argumentsOf(type, List.class).orElseThrow().get(0);
      List<Object> parts = new ArrayList<>();
      for (String part : text.isEmpty() ? new String[0] : text.split(",", -1)) {
        parts.add(parseText(inner, part.strip()));
      }
      return List.copyOf(parts);
    }
    return fromTree(type, structured ? Json.parse(text) : text, "value");
  }

  private static Object tree(Object value) {
    if (value == null || value instanceof Boolean || value instanceof String) {
      return value;
    }
    if (value instanceof Optional<?> o) {
      return tree(o.orElse(null));
    }
    if (value instanceof Double d && (!Double.isFinite(d) || isNegativeZero(d))) {
      return d.toString();
    }
    if (value instanceof Float f && (!Float.isFinite(f) || isNegativeZero(f))) {
      return f.toString();
    }
    if (value instanceof BigDecimal) {
      return value.toString(); // a text keeps its scale
    }
    if (value instanceof Number) {
      return value;
    }
    if (value instanceof Class<?> c) {
      return c.getName();
    }
    if (value instanceof Enum<?> e) {
      return e.name();
    }
    if (value instanceof Record r) {
      Map<String, Object> fields = new LinkedHashMap<>();
      for (RecordComponent component : r.getClass().getRecordComponents()) {
        fields.put(component.getName(), tree(value(r, component)));
      }
      return fields;
    }
    if (value instanceof List<?> list) {
      List<Object> elements = new ArrayList<>();
      list.forEach(e -> elements.add(tree(e)));
      return elements;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> sorted = new TreeMap<>();
      map.forEach((k, v) -> sorted.put((String) k, tree(v)));
      return sorted;
    }
    return value.toString();
  }

  /** JSON's numbers keep no sign of zero. */
  private static boolean isNegativeZero(double number) {
    return number == 0 && 1 / number < 0;
  }

  private static Object fromTree(Type type, Object tree, String path) {
    Class<?> raw = Types.raw(type).orElseThrow();
    if (raw == Optional.class) {
      Type inner = Types.argumentsOf(type, Optional.class).orElseThrow().get(0);
      return tree == null ? Optional.empty() : Optional.of(fromTree(inner, tree, path));
    }
    if (tree == null) {
      if (raw.isPrimitive()) {
        throw new IllegalArgumentException("Cannot read " + path + ": null in a " + raw);
      }
      return null;
    }
    if (tree instanceof Map<?, ?> fields) {
      return raw.isRecord() ? record(raw, fields, path) : map(type, fields, path);
    }
    if (tree instanceof List<?> elements) {
      Type inner =
          Types.argumentsOf(type, List.class)
              .orElseThrow(() -> new IllegalArgumentException("Cannot read " + path + ": a list"))
              .get(0);
      List<Object> values = new ArrayList<>();
      elements.forEach(e -> values.add(fromTree(inner, e, path + "[]")));
      return Collections.unmodifiableList(values);
    }
    try {
      return Scalars.parse(raw, tree.toString());
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "expected " + Scalars.expected(raw) + ", not '" + tree + "'", e);
    }
  }

  private static Object map(Type type, Map<?, ?> fields, String path) {
    Type inner =
        Types.argumentsOf(type, Map.class)
            .orElseThrow(() -> new IllegalArgumentException("Cannot read " + path + ": an object"))
            .get(1);
    Map<String, Object> values = new LinkedHashMap<>();
    fields.forEach((k, v) -> values.put((String) k, fromTree(inner, v, path + "." + k)));
    return Collections.unmodifiableMap(values);
  }

  private static Object record(Class<?> raw, Map<?, ?> fields, String path) {
    RecordComponent[] components = raw.getRecordComponents();
    List<String> names = Arrays.stream(components).map(RecordComponent::getName).toList();
    for (Object name : fields.keySet()) {
      if (!names.contains(name)) {
        throw new IllegalArgumentException(
            "Cannot read " + path + ": it " + Nearest.unknown("component", (String) name, names));
      }
    }
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      String name = components[i].getName();
      if (!fields.containsKey(name)) {
        throw new IllegalArgumentException("Cannot read " + path + ": " + name + " is missing");
      }
      values[i] = fromTree(components[i].getGenericType(), fields.get(name), path + "." + name);
    }
    try {
      return construct(raw.asSubclass(Record.class), values);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(
          "Cannot make " + path + ": " + e.getCause().getMessage(), e.getCause());
    }
  }

  /** Calls the canonical constructor; what that throws comes wrapped. */
  public static Record construct(Class<? extends Record> type, Object[] values)
      throws InvocationTargetException {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < types.length; i++) {
      types[i] = components[i].getType();
    }
    try {
      Constructor<? extends Record> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (NoSuchMethodException | InstantiationException | IllegalAccessException e) {
      throw new IllegalArgumentException("Cannot make a " + type.getName() + ": " + e, e);
    }
  }

  /** The value of one component. */
  public static Object value(Record record, RecordComponent component) {
    try {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          "Cannot read " + component.getName() + " of " + record.getClass().getName(), e);
    }
  }
}
