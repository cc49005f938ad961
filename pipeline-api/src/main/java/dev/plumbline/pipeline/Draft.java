package dev.plumbline.pipeline;

import dev.plumbline.pipeline.json.RecordJson;
import dev.plumbline.pipeline.schema.Types;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** A pipeline while it is declared: its nodes, the settings not yet used, and every mistake. */
final class Draft {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");
  private static final Set<String> RESERVED = Set.of("pipeline");

  private final PipelineSource source;
  private final Map<String, Map<String, String>> settings = new TreeMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Set<String> names = new TreeSet<>();
  private final Set<String> settable = new TreeSet<>();
  private final RowChecks rows = new RowChecks(this);
  private final TableChecks tables;

  private Draft(PipelineSource source) {
    this.source = source;
    this.tables = new TableChecks(this, source.grain());
  }

  RowChecks rows() {
    return rows;
  }

  TableChecks tables() {
    return tables;
  }

  static Draft of(PipelineSource source, Map<String, String> settings) {
    Draft draft = new Draft(source);
    settings.forEach(draft::setting);
    return draft;
  }

  private void setting(String key, String value) {
    int dot = key.indexOf('.');
    if (dot <= 0) {
      problem("--set " + key, "is no parameter, write pipeline.<parameter> or <step>.<parameter>");
      return;
    }
    settings
        .computeIfAbsent(key.substring(0, dot), k -> new TreeMap<>())
        .put(key.substring(dot + 1), value);
  }

  Pipeline define(Function<Draft, Flow> flow) {
    if (!NAME.matcher(source.name()).matches()) {
      problem("pipeline", "is named '" + source.name() + "', use " + NAME);
    }
    if (!(source instanceof Record declared)) {
      problem("pipeline", "is declared by " + source.getClass().getName() + ", make it a record");
      throw new InvalidPipelineException(source.name(), problems);
    }
    Record parameters = declared;
    Map<String, String> own = settings.remove("pipeline");
    components("pipeline", parameters);
    if (own != null) {
      parameters = Parameters.with("pipeline", parameters, own, problems);
    }
    try {
      ((PipelineSource) parameters).define(flow.apply(this));
    } catch (InvalidPipelineException e) {
      throw e;
    } catch (RuntimeException e) {
      throw failed(e);
    }
    settings.forEach(this::unused);
    if (problems.isEmpty() && nodes.isEmpty()) {
      problem("pipeline", "has no steps");
    }
    if (!problems.isEmpty()) {
      throw new InvalidPipelineException(source.name(), problems);
    }
    return new Pipeline(source.name(), source.grain(), source.zone(), parameters, nodes);
  }

  /** Settings for a step that isn't there, or that has no record to set them in. */
  private void unused(String step, Map<String, String> own) {
    if (!names.contains(step)) {
      problem("--set " + step, Nearest.unknown("step", step, names));
    } else if (!settable.contains(step)) {
      own.keySet()
          .forEach(p -> problem(step, "a setting names parameter '" + p + "', but it has none"));
    }
  }

  private InvalidPipelineException failed(RuntimeException e) {
    problem("pipeline", "define() failed: " + e);
    InvalidPipelineException all = new InvalidPipelineException(source.name(), problems);
    all.initCause(e);
    return all;
  }

  /** Checks a name, applies the settings to a step, and answers the step as it will run. */
  <S extends Record> S step(String name, S step) {
    name(name);
    settable.add(name);
    components(name, step);
    Map<String, String> own = settings.get(name);
    if (own == null) {
      return step;
    }
    @SuppressWarnings("unchecked")
    S set = (S) Parameters.with(name, step, own, problems);
    return set;
  }

  private void components(String where, Record step) {
    for (RecordComponent component : step.getClass().getRecordComponents()) {
      Type type = component.getGenericType();
      RecordJson.refusal(type)
          .ifPresent(
              why ->
                  problem(
                      where,
                      "has parameter "
                          + component.getName()
                          + " of type "
                          + Types.show(type)
                          + ", which can't be one: "
                          + why));
    }
  }

  void name(String name) {
    if (!NAME.matcher(name).matches()) {
      problem(name, "is no step name, use " + NAME);
    } else if (RESERVED.contains(name)) {
      problem(name, "is a reserved name, choose another");
    } else if (!names.add(name)) {
      problem(name, "names two steps, choose another for one of them");
    }
  }

  void model(String step, String model) {
    if (model.isEmpty() || model.contains("/") || model.contains(":")) {
      problem(step, "names model '" + model + "', a model's name is not empty and has no / or :");
    }
  }

  void add(Supplier<Node> node) {
    nodes.add(node.get());
  }

  void owner(String name, String handle, boolean ours) {
    if (!ours) {
      problem(name, "uses " + handle + " of another pipeline, declare it in this one");
    }
  }

  void problem(String where, String message) {
    problems.add(new Problem(where, message));
  }
}
