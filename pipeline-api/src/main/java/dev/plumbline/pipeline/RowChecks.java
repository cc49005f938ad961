package dev.plumbline.pipeline;

import dev.plumbline.pipeline.json.RecordJson;
import dev.plumbline.pipeline.schema.Field;
import dev.plumbline.pipeline.schema.FieldPath;
import dev.plumbline.pipeline.schema.FieldType;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.pipeline.schema.SchemaException;
import dev.plumbline.pipeline.schema.Types;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** What a declaration says of rows, their columns and their keys. */
final class RowChecks {
  /** Stands for rows whose own schema is a mistake, which is then already told. */
  private static final Schema<?> UNKNOWN = Schema.of(Problem.class);

  private final Draft draft;
  private final Set<Type> unreadable = new HashSet<>();

  RowChecks(Draft draft) {
    this.draft = draft;
  }

  void column(String step, String what, String column, Schema<?> schema) {
    if (!schema.equals(UNKNOWN) && schema.field(column).isEmpty()) {
      problem(step, Nearest.unknown(what + " column", column, schema.names()));
    }
  }

  /** The key of a lookup: one of its columns, of the type that is looked for. */
  void lookupKey(String step, Column<?, ?> key, Schema<?> rows) {
    column(step, "key", key.name(), rows);
    Optional<Field> found = rows.equals(UNKNOWN) ? Optional.empty() : rows.field(key.name());
    if (found.isEmpty()) {
      return;
    }
    Type type = Types.boxed(Types.unwrapped(found.get().javaType()));
    if (!isKey(found.get().type())) {
      problem(step, "key " + key.name() + " of type " + found.get().type() + " can't be a key");
    } else if (!type.equals(Types.boxed(key.type()))) {
      problem(
          step,
          "looks key column "
              + key.name()
              + " up by "
              + Types.show(key.type())
              + ", but it is a "
              + Types.show(type));
    }
  }

  /** The key by which rows are merged: columns that can be compared on every engine alike. */
  void mergeKey(String step, Writes.Merge by, Schema<?> rows) {
    if (by.key().isEmpty()) {
      problem(step, "merges by no column, name at least one");
    }
    if (new HashSet<>(by.key()).size() < by.key().size()) {
      problem(step, "merges by " + by.key() + ", name each column once");
    }
    for (String name : new LinkedHashSet<>(by.key())) {
      column(step, "merge key", name, rows);
      Optional<FieldType> type =
          rows.equals(UNKNOWN) ? Optional.empty() : rows.field(name).map(Field::type);
      if (type.isPresent() && (type.get() instanceof FieldType.Struct || !isKey(type.get()))) {
        problem(step, "merges by column " + name + " of type " + type.get() + ", use a scalar");
      }
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
        if (by instanceof Splitter.ByTime && !isTime(type)) {
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

  /** The schema of rows at a port, or a stand-in once the mistake is told: once for a type. */
  Schema<?> rows(String step, String port, Type type) {
    try {
      if (Types.isOpen(type)) {
        open(step, port, type);
        return UNKNOWN;
      }
      return Schema.of(type);
    } catch (SchemaException e) {
      if (unreadable.add(type)) {
        e.reasons()
            .forEach(why -> problem(step, "port " + port + ", " + Types.show(type) + ": " + why));
      }
      return UNKNOWN;
    }
  }

  /** A record type such as features or a fold's sum. */
  Type record(String step, String role, Type type) {
    rows(step, role, type);
    return type;
  }

  /** A fold's result: a record that travels as JSON. */
  Type value(String step, Type type) {
    rows(step, "value", type);
    if (!Types.isOpen(type)) {
      RecordJson.refusal(type).ifPresent(why -> problem(step, "port value can't be kept: " + why));
    }
    return type;
  }

  /** What goes beside rows: the interval, a lookup, or a fold's result. */
  void beside(String step, Port value, Type type) {
    Class<?> raw = Types.raw(type).orElse(Object.class);
    if (Model.class.isAssignableFrom(raw) || raw == Metrics.class) {
      problem(
          step,
          "takes "
              + value
              + " beside its rows, a "
              + Types.show(type)
              + "; expected the interval, a lookup or a fold's value"
              + (raw == Metrics.class ? "" : ", score rows by flow.score"));
    }
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

  static boolean isTime(FieldType type) {
    return type == FieldType.Scalar.DATE
        || type == FieldType.Scalar.TIMESTAMP
        || type == FieldType.Scalar.TIMESTAMP_NTZ;
  }

  private static boolean isKey(FieldType type) {
    return type instanceof FieldType.EnumOf
        || type instanceof FieldType.DecimalOf
        || (type instanceof FieldType.Struct s
            && s.schema().fields().stream().allMatch(f -> isKey(f.type())))
        || (type instanceof FieldType.Scalar && type != FieldType.Scalar.BINARY);
  }

  private void problem(String step, String message) {
    draft.problem(step, message);
  }
}
