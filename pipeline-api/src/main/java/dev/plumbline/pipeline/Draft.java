package dev.plumbline.pipeline;

import dev.plumbline.pipeline.json.RecordJson;
import dev.plumbline.pipeline.schema.Field;
import dev.plumbline.pipeline.schema.FieldPath;
import dev.plumbline.pipeline.schema.FieldType;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.pipeline.schema.SchemaException;
import dev.plumbline.pipeline.schema.Types;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
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

  /** Stands for rows whose own schema is a mistake, which is then already told. */
  private static final Schema<?> UNKNOWN = Schema.of(Problem.class);

  private final PipelineSource source;
  private final Map<String, Map<String, String>> settings = new TreeMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Set<String> names = new TreeSet<>();
  private final Map<String, String> writers = new HashMap<>();
  private final Map<String, Table<?>> tables = new HashMap<>();

  private Draft(PipelineSource source) {
    this.source = source;
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
    Record parameters = (Record) source;
    Map<String, String> own = settings.remove("pipeline");
    components("pipeline", parameters);
    if (own != null) {
      parameters = Parameters.with("pipeline", parameters, own, problems);
    }
    if (problems.isEmpty() || own == null) {
      try {
        ((PipelineSource) parameters).define(flow.apply(this));
      } catch (InvalidPipelineException e) {
        throw e;
      } catch (RuntimeException e) {
        throw failed(e);
      }
      settings.keySet().stream()
          .filter(s -> !names.contains(s))
          .forEach(s -> problem("--set " + s, Nearest.unknown("step", s, names)));
    }
    if (problems.isEmpty() && nodes.isEmpty()) {
      problem("pipeline", "has no steps");
    }
    if (!problems.isEmpty()) {
      throw new InvalidPipelineException(source.name(), problems);
    }
    return new Pipeline(source.name(), source.grain(), source.zone(), parameters, nodes);
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

  void table(String step, Table<?> table) {
    if (!table.name().matches("[a-z][a-z0-9_-]*")) {
      problem(step, "names table '" + table.name() + "', use [a-z][a-z0-9_-]*");
    }
    Table<?> other = tables.putIfAbsent(table.name(), table);
    if (other != null && !other.equals(table)) {
      problem(step, "declares table " + table.name() + " otherwise than an earlier step");
    }
    Schema<?> schema;
    try {
      schema = table.schema();
    } catch (SchemaException e) {
      return; // told when the rows are
    }
    table.interval().ifPresent(c -> intervalColumn(step, table, c, schema));
    for (String partition : table.partitions()) {
      column(step, "partition", partition, schema);
    }
    if (table.partitionColumns().size() == schema.fields().size()) {
      problem(step, "partitions table " + table.name() + " by every column, leave one for data");
    }
  }

  private void intervalColumn(String step, Table<?> table, String column, Schema<?> schema) {
    column(step, "interval", column, schema);
    schema
        .field(column)
        .map(Field::type)
        .filter(
            t ->
                t != FieldType.Scalar.DATE
                    && t != FieldType.Scalar.TIMESTAMP
                    && t != FieldType.Scalar.TIMESTAMP_NTZ)
        .ifPresent(
            t ->
                problem(
                    step,
                    "lays table "
                        + table.name()
                        + " out by interval column "
                        + column
                        + " of type "
                        + t
                        + ", expected a LocalDate, Instant or LocalDateTime"));
  }

  void written(String step, Table<?> table, Writes how) {
    String other = writers.putIfAbsent(table.name(), step);
    if (other != null) {
      problem(
          step,
          "writes table "
              + table.name()
              + ", which step "
              + other
              + " writes too; give each its own table");
    }
  }

  void column(String step, String what, String column, Schema<?> schema) {
    if (!schema.equals(UNKNOWN) && schema.field(column).isEmpty()) {
      problem(step, Nearest.unknown(what + " column", column, schema.names()));
    }
  }

  void splitter(String step, Splitter by, Schema<?> rows) {
    if (rows.equals(UNKNOWN)) {
      return;
    }
    if (by.columns().isEmpty()) {
      problem(step, "splits by no column, name at least one");
    }
    for (String column : by.columns()) {
      try {
        FieldType type = FieldPath.of(rows, column).type();
        boolean time =
            type == FieldType.Scalar.DATE
                || type == FieldType.Scalar.TIMESTAMP
                || type == FieldType.Scalar.TIMESTAMP_NTZ;
        if (by instanceof Splitter.ByTime && !time) {
          problem(
              step,
              "splits by time column "
                  + column
                  + " of type "
                  + type
                  + ", expected a LocalDate, Instant or LocalDateTime");
        }
        if (by instanceof Splitter.ByKey && !isKey(type)) {
          problem(step, "splits by key column " + column + " of type " + type + ", use a scalar");
        }
      } catch (IllegalArgumentException e) {
        problem(step, e.getMessage());
      }
    }
  }

  /** The schema of rows at a port, or a stand-in once the mistake is told. */
  Schema<?> rows(String step, String port, Type type) {
    try {
      if (Types.isOpen(type)) {
        open(step, port, type);
        return UNKNOWN;
      }
      return Schema.of(type);
    } catch (SchemaException e) {
      e.reasons()
          .forEach(why -> problem(step, "port " + port + ", " + Types.show(type) + ": " + why));
      return UNKNOWN;
    }
  }

  /** A record type such as features or a fold's sum. */
  Type record(String step, String role, Type type) {
    rows(step, role, type);
    return type;
  }

  Type known(String step, String role, Type type) {
    if (Types.isOpen(type)) {
      open(step, role, type);
    }
    return type;
  }

  private void open(String step, String role, Type type) {
    problem(
        step,
        "port "
            + role
            + " has unknown type "
            + Types.show(type)
            + "; give the step a Class<…> component of it, or make the step's record not generic");
  }

  Type key(String step, Type type) {
    Class<?> raw = Types.raw(type).orElse(Object.class);
    if (Types.isOpen(type)) {
      open(step, "key", type);
    } else if (raw.isRecord()) {
      for (Field field : rows(step, "key", type).fields()) {
        if (!isKey(field.type())) {
          problem(step, "key " + field.name() + " of type " + field.type() + " can't be a key");
        }
      }
    } else if (raw == byte[].class || !KeyTypes.isScalar(raw)) {
      problem(
          step,
          "key of type "
              + Types.show(type)
              + " can't be a key, use a scalar, an enum or a record of them");
    }
    return type;
  }

  private static boolean isKey(FieldType type) {
    return type instanceof FieldType.EnumOf
        || type instanceof FieldType.DecimalOf
        || (type instanceof FieldType.Struct s
            && s.schema().fields().stream().allMatch(f -> isKey(f.type())))
        || (type instanceof FieldType.Scalar && type != FieldType.Scalar.BINARY);
  }

  void problem(String where, String message) {
    problems.add(new Problem(where, message));
  }
}
