package dev.plumbline.steps.ingest;

import dev.plumbline.pipeline.Nearest;
import dev.plumbline.pipeline.schema.Field;
import dev.plumbline.pipeline.schema.FieldType;
import dev.plumbline.pipeline.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/** Lays a record's fields beside a file's columns; collects every one that doesn't fit. */
final class ParquetMatch {
  private final String file;
  private final List<String> problems = new ArrayList<>();

  ParquetMatch(String file) {
    this.file = file;
  }

  /**
   * The columns to read, in the order of the fields.
   *
   * @throws SourceException naming the file and for each column what was found and expected
   */
  MessageType project(Schema<?> schema, MessageType found) {
    List<Type> columns = fields(schema, found, "");
    if (!problems.isEmpty()) {
      throw new SourceException(
          "Cannot read "
              + file
              + " into "
              + schema.type().getSimpleName()
              + ": "
              + String.join("; ", problems)
              + "; mend the record or the file");
    }
    return new MessageType(found.getName(), columns);
  }

  private List<Type> fields(Schema<?> schema, GroupType found, String prefix) {
    List<Type> columns = new ArrayList<>();
    List<String> names = found.getFields().stream().map(Type::getName).toList();
    for (Field field : schema.fields()) {
      String path = prefix + field.name();
      if (names.contains(field.name())) {
        type(field.type(), found.getType(field.name()), path).ifPresent(columns::add);
      } else {
        problems.add(
            "column "
                + path
                + " is missing"
                + Nearest.to(field.name(), names).map(n -> " (there is '" + n + "')").orElse("")
                + ", expected "
                + field.type());
      }
    }
    return columns;
  }

  /** The column with what is needed of it; empty, and a problem, when it doesn't fit. */
  private Optional<Type> type(FieldType wanted, Type found, String path) {
    boolean fits;
    if (wanted instanceof FieldType.Struct struct) {
      if (isPlainGroup(found)) {
        List<Type> inner = fields(struct.schema(), found.asGroupType(), path + ".");
        return inner.isEmpty()
            ? Optional.empty()
            : Optional.of(found.asGroupType().withNewFields(inner));
      }
      fits = false;
    } else if (wanted instanceof FieldType.ListOf list) {
      fits = isWrapped(found, ListLogicalTypeAnnotation.class, 1);
      if (fits) {
        GroupType middle = found.asGroupType().getType(0).asGroupType();
        return type(list.element(), middle.getType(0), path + "[]")
            .map(e -> found.asGroupType().withNewFields(middle.withNewFields(e)));
      }
    } else if (wanted instanceof FieldType.MapOf map) {
      fits = isWrapped(found, MapLogicalTypeAnnotation.class, 2);
      if (fits) {
        GroupType middle = found.asGroupType().getType(0).asGroupType();
        Optional<Type> key = type(map.key(), middle.getType(0), path + ".key");
        Optional<Type> value = type(map.value(), middle.getType(1), path + ".value");
        return key.isEmpty() || value.isEmpty()
            ? Optional.empty()
            : Optional.of(
                found.asGroupType().withNewFields(middle.withNewFields(key.get(), value.get())));
      }
    } else {
      fits =
          found.isPrimitive()
              && !found.isRepetition(Repetition.REPEATED)
              && ParquetLeaf.of(wanted, found.asPrimitiveType()).isPresent();
    }
    if (!fits) {
      problems.add("column " + path + " is " + show(found) + ", expected " + wanted);
    }
    return fits ? Optional.of(found) : Optional.empty();
  }

  private static boolean isPlainGroup(Type found) {
    return !found.isPrimitive()
        && !found.isRepetition(Repetition.REPEATED)
        && found.getLogicalTypeAnnotation() == null;
  }

  /** The three levels in which today's writers put lists and maps. */
  private static boolean isWrapped(
      Type found, Class<? extends LogicalTypeAnnotation> kind, int inner) {
    if (found.isPrimitive() || !kind.isInstance(found.getLogicalTypeAnnotation())) {
      return false;
    }
    Type middle = found.asGroupType().getType(0);
    return !middle.isPrimitive()
        && middle.isRepetition(Repetition.REPEATED)
        && middle.asGroupType().getFieldCount() == inner;
  }

  private static String show(Type found) {
    LogicalTypeAnnotation means = found.getLogicalTypeAnnotation();
    String stored =
        found instanceof PrimitiveType p
            ? p.getPrimitiveTypeName().toString()
            : "a group of " + found.asGroupType().getFieldCount();
    return stored
        + (means == null ? "" : " " + means)
        + (found.isRepetition(Repetition.REPEATED) ? " repeated" : "");
  }
}
