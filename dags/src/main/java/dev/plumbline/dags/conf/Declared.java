package dev.plumbline.dags.conf;

import dev.plumbline.dags.document.Param;
import dev.plumbline.dags.document.Value;
import dev.plumbline.pipeline.Nearest;
import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.Parameters;
import dev.plumbline.pipeline.Pipeline;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What may be given to a run by hand: {@code force}, {@code date}, and parameters that conf names.
 */
final class Declared {
  static final String FORCE = "force";
  static final String DATE = "date";

  private Declared() {}

  static List<Param> params(DagRequest request, Settings settings) {
    List<Param> params = new ArrayList<>();
    if (request.takesInterval()) {
      params.add(
          new Param(
              DATE,
              new Value.Nothing(),
              schema(
                  "The interval that begins then, instead of the schedule's",
                  Map.of(
                      "type",
                      Value.texts(List.of("null", "string")),
                      "pattern",
                      new Value.Text("^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}(:\\d{2})?)?$")))));
    }
    params.add(
        new Param(
            FORCE,
            new Value.Flag(false),
            schema(
                "Run every step, whatever still stands",
                Map.of("type", new Value.Text("boolean")))));
    SortedMap<String, String> all = all(request.pipeline());
    for (String name : settings.names(Setting.PARAMS)) {
      if (!all.containsKey(name)) {
        settings.problem(
            Setting.PARAMS, Nearest.unknown("parameter", name, new TreeSet<>(all.keySet())));
      } else {
        params.add(param(name, type(request.pipeline(), name), all.get(name)));
      }
    }
    return params;
  }

  private static SortedMap<String, String> all(Pipeline pipeline) {
    SortedMap<String, String> all = new TreeMap<>();
    Parameters.flatten(pipeline.parameters()).forEach((k, v) -> all.put("pipeline." + k, v));
    for (Node node : pipeline.nodes()) {
      node.step()
          .map(Parameters::flatten)
          .ifPresent(own -> own.forEach((k, v) -> all.put(node.name() + "." + k, v)));
    }
    return all;
  }

  private static Class<?> type(Pipeline pipeline, String name) {
    String[] path = name.split("\\.");
    Class<?> type =
        path[0].equals("pipeline")
            ? pipeline.parameters().getClass()
            : pipeline.node(path[0]).flatMap(Node::step).orElseThrow().getClass();
    for (int i = 1; i < path.length; i++) {
      String part = path[i];
      Optional<RecordComponent> found =
          type.isRecord()
              ? Arrays.stream(type.getRecordComponents())
                  .filter(c -> c.getName().equals(part))
                  .findFirst()
              : Optional.empty();
      if (found.isEmpty()) {
        return String.class;
      }
      type = found.get().getType();
    }
    return type;
  }

  private static Param param(String name, Class<?> type, String value) {
    String about = "Parameter " + name + ", as plumb --set takes it";
    if (type == int.class || type == long.class || type == short.class || type == byte.class) {
      return new Param(
          name,
          new Value.Whole(Long.parseLong(value)),
          schema(about, Map.of("type", new Value.Text("integer"))));
    }
    if ((type == double.class || type == float.class)
        && Double.isFinite(Double.parseDouble(value))) {
      return new Param(
          name,
          new Value.Real(Double.parseDouble(value)),
          schema(about, Map.of("type", new Value.Text("number"))));
    }
    if (type == boolean.class) {
      return new Param(
          name,
          new Value.Flag(Boolean.parseBoolean(value)),
          schema(about, Map.of("type", new Value.Text("boolean"))));
    }
    Map<String, Value> text = new TreeMap<>(Map.of("type", new Value.Text("string")));
    if (type == LocalDate.class) {
      text.put("format", new Value.Text("date"));
    }
    if (type.isEnum()) {
      text.put(
          "enum",
          Value.texts(
              Arrays.stream(type.getEnumConstants()).map(e -> ((Enum<?>) e).name()).toList()));
    }
    return new Param(name, new Value.Text(value), schema(about, text));
  }

  private static Value.Fields schema(String about, Map<String, Value> rules) {
    SortedMap<String, Value> fields = new TreeMap<>(rules);
    fields.put("description", new Value.Text(about));
    return new Value.Fields(fields);
  }
}
