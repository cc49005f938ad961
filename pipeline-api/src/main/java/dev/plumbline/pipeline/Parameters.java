package dev.plumbline.pipeline;

import dev.plumbline.pipeline.json.RecordJson;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The components of a record as parameters: flat names and texts, as they are logged, set and
 * hashed. Nested records go by path: {@code label.minutes}.
 */
public final class Parameters {
  private Parameters() {}

  /** Every parameter's text by its path, sorted. */
  public static SortedMap<String, String> flatten(Record record) {
    SortedMap<String, String> flat = new TreeMap<>();
    flatten("", record, flat);
    return flat;
  }

  private static void flatten(String prefix, Record record, SortedMap<String, String> flat) {
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      Object value = value(record, component);
      String path = prefix + component.getName();
      if (value instanceof Record nested) {
        flatten(path + ".", nested, flat);
      } else {
        flat.put(path, RecordJson.text(value));
      }
    }
  }

  /** A record with some parameters set. Unknown names and bad values go to {@code problems}. */
  static Record with(
      String where, Record record, Map<String, String> settings, List<Problem> problems) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    Object[] values = new Object[components.length];
    int before = problems.size();
    for (int i = 0; i < components.length; i++) {
      values[i] = value(record, components[i]);
    }
    Map<String, Map<String, String>> nested = new TreeMap<>();
    for (var setting : settings.entrySet()) {
      int dot = setting.getKey().indexOf('.');
      String head = dot < 0 ? setting.getKey() : setting.getKey().substring(0, dot);
      int index = index(components, head);
      if (index < 0 || (dot > 0 && !(values[index] instanceof Record))) {
        problems.add(
            new Problem(
                where,
                "a setting " + Nearest.unknown("parameter", setting.getKey(), names(record))));
      } else if (dot > 0) {
        nested
            .computeIfAbsent(head, h -> new TreeMap<>())
            .put(setting.getKey().substring(dot + 1), setting.getValue());
      } else {
        values[index] = parse(where, components[index], setting.getValue(), problems);
      }
    }
    nested.forEach(
        (head, own) -> {
          int index = index(components, head);
          if (values[index] instanceof Record inner) {
            values[index] = with(where + "." + head, inner, own, problems);
          }
        });
    return problems.size() > before
        ? record
        : make(where, record.getClass(), values, problems).orElse(record);
  }

  /** Answers null for a text that can't be one; the mistake is told. */
  private static Object parse(
      String where, RecordComponent component, String text, List<Problem> problems) {
    try {
      return RecordJson.parseText(component.getGenericType(), text);
    } catch (RuntimeException e) {
      problems.add(
          new Problem(
              where,
              "parameter "
                  + component.getName()
                  + " of type "
                  + component.getType().getSimpleName()
                  + " can't be set to '"
                  + text
                  + "': "
                  + e.getMessage()));
      return null;
    }
  }

  /** Calls the canonical constructor; what it throws is a problem. */
  private static Optional<Record> make(
      String where, Class<? extends Record> type, Object[] values, List<Problem> problems) {
    try {
      return Optional.of(RecordJson.construct(type, values));
    } catch (InvocationTargetException e) {
      Throwable why = e.getCause();
      problems.add(
          new Problem(
              where,
              "is refused by its record: " + (why.getMessage() == null ? why : why.getMessage())));
      return Optional.empty();
    }
  }

  /** The paths of all parameters. */
  static List<String> names(Record record) {
    List<String> names = new ArrayList<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      if (value(record, component) instanceof Record nested) {
        names(nested).forEach(n -> names.add(component.getName() + "." + n));
      } else {
        names.add(component.getName());
      }
    }
    return names;
  }

  private static int index(RecordComponent[] components, String name) {
    for (int i = 0; i < components.length; i++) {
      if (components[i].getName().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  static Object value(Record record, RecordComponent component) {
    return RecordJson.value(record, component);
  }
}
