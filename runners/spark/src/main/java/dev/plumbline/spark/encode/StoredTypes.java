package dev.plumbline.spark.encode;

import dev.plumbline.pipeline.schema.Field;
import dev.plumbline.pipeline.schema.FieldType;
import dev.plumbline.pipeline.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Records' types in Spark's words. Spark casts what mismatches by name, so it is checked here. */
public final class StoredTypes {
  private StoredTypes() {}

  /** Every column nullable, as tables store them. */
  public static StructType of(Schema<?> schema) {
    List<StructField> fields = new ArrayList<>();
    for (Field field : schema.fields()) {
      fields.add(DataTypes.createStructField(field.name(), of(field.type()), true));
    }
    return DataTypes.createStructType(fields);
  }

  public static DataType of(FieldType type) {
    if (type instanceof FieldType.EnumOf) {
      return DataTypes.StringType;
    }
    if (type instanceof FieldType.DecimalOf d) {
      return DataTypes.createDecimalType(d.precision(), d.scale());
    }
    if (type instanceof FieldType.Struct s) {
      return of(s.schema());
    }
    if (type instanceof FieldType.ListOf l) {
      return DataTypes.createArrayType(of(l.element()), true);
    }
    if (type instanceof FieldType.MapOf m) {
      return DataTypes.createMapType(of(m.key()), of(m.value()), true);
    }
    return switch ((FieldType.Scalar) type) {
      case BOOLEAN -> DataTypes.BooleanType;
      case BYTE -> DataTypes.ByteType;
      case SHORT -> DataTypes.ShortType;
      case INT -> DataTypes.IntegerType;
      case LONG -> DataTypes.LongType;
      case FLOAT -> DataTypes.FloatType;
      case DOUBLE -> DataTypes.DoubleType;
      case CHAR, STRING -> DataTypes.StringType;
      case DATE -> DataTypes.DateType;
      case TIMESTAMP -> DataTypes.TimestampType;
      case TIMESTAMP_NTZ -> DataTypes.TimestampNTZType;
      case BINARY -> DataTypes.BinaryType;
    };
  }

  /**
   * How columns differ from a record, nested ones by their path; each a sentence. A column may be
   * missing where the record's field may be absent.
   */
  public static List<String> differences(StructType columns, Schema<?> schema) {
    List<String> all = new ArrayList<>();
    compare(columns, schema, "", all);
    return all;
  }

  /**
   * Whether every field has a column of its type, or at the top one of a narrower whole or floating
   * number.
   */
  public static boolean fits(StructType columns, Schema<?> schema) {
    return schema.fields().stream()
        .allMatch(f -> find(columns, f.name()).filter(c -> fits(c.dataType(), f)).isPresent());
  }

  private static boolean fits(DataType stored, Field field) {
    List<String> differences = new ArrayList<>();
    compare(stored, field.type(), field.name(), differences);
    boolean complete =
        !(field.type() instanceof FieldType.Struct s)
            || (stored instanceof StructType columns && complete(columns, s.schema()));
    return (differences.isEmpty() && complete) || widens(stored, of(field.type()));
  }

  private static boolean widens(DataType from, DataType to) {
    List<DataType> whole =
        List.of(DataTypes.ByteType, DataTypes.ShortType, DataTypes.IntegerType, DataTypes.LongType);
    boolean wholes = whole.contains(from) && whole.indexOf(from) < whole.indexOf(to);
    return wholes || (from.equals(DataTypes.FloatType) && to.equals(DataTypes.DoubleType));
  }

  /** The columns of a table with those added that only the record has, nested ones included. */
  public static StructType merged(StructType table, StructType record) {
    List<StructField> fields = new ArrayList<>();
    for (StructField field : table.fields()) {
      fields.add(
          find(record, field.name())
              .filter(
                  f -> f.dataType() instanceof StructType && field.dataType() instanceof StructType)
              .map(
                  f ->
                      DataTypes.createStructField(
                          field.name(),
                          merged((StructType) field.dataType(), (StructType) f.dataType()),
                          field.nullable(),
                          field.metadata()))
              .orElse(field));
    }
    for (StructField field : record.fields()) {
      if (find(table, field.name()).isEmpty()) {
        fields.add(field);
      }
    }
    return DataTypes.createStructType(fields);
  }

  /** The column of a field; null where a table doesn't have it, also within structs. */
  public static Column column(Dataset<Row> rows, StructType columns, Field field) {
    return column(
            find(columns, field.name()).map(f -> rows.col(quoted(f.name()))),
            find(columns, field.name()).map(StructField::dataType),
            field)
        .as(field.name());
  }

  private static Column column(Optional<Column> at, Optional<DataType> stored, Field field) {
    if (at.isEmpty()) {
      return functions.lit(null).cast(of(field.type()));
    }
    if (!(field.type() instanceof FieldType.Struct struct)
        || complete((StructType) stored.orElseThrow(), struct.schema())) {
      return at.get();
    }
    StructType columns = (StructType) stored.orElseThrow();
    List<Column> inner = new ArrayList<>();
    for (Field each : struct.schema().fields()) {
      inner.add(
          column(
                  find(columns, each.name()).map(f -> at.get().getField(f.name())),
                  find(columns, each.name()).map(StructField::dataType),
                  each)
              .as(each.name()));
    }
    return functions
        .when(at.get().isNull(), functions.lit(null))
        .otherwise(functions.struct(inner.toArray(Column[]::new)));
  }

  private static boolean complete(StructType columns, Schema<?> schema) {
    return schema.fields().stream()
        .allMatch(
            f ->
                find(columns, f.name())
                    .filter(
                        c ->
                            !(f.type() instanceof FieldType.Struct s)
                                || complete((StructType) c.dataType(), s.schema()))
                    .isPresent());
  }

  private static String quoted(String name) {
    return "`" + name + "`";
  }

  /**
   * @throws IllegalArgumentException with every difference
   */
  public static void check(String what, StructType columns, Schema<?> schema) {
    List<String> differences = new ArrayList<>(differences(columns, schema));
    for (Field field : schema.fields()) {
      if (field.mayBeAbsent() && find(columns, field.name()).isEmpty()) {
        differences.add("column " + field.name() + " is missing");
      }
    }
    if (!differences.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot read " + what + ": " + String.join("; ", differences));
    }
  }

  private static void compare(StructType columns, Schema<?> schema, String path, List<String> to) {
    for (Field field : schema.fields()) {
      String name = path + field.name();
      Optional<StructField> column = find(columns, field.name());
      if (column.isPresent()) {
        compare(column.get().dataType(), field.type(), name, to);
      } else if (!field.mayBeAbsent()) {
        to.add("column " + name + " is missing, the record declares a primitive " + field.type());
      }
    }
  }

  private static void compare(DataType stored, FieldType type, String path, List<String> to) {
    if (type instanceof FieldType.Struct s && stored instanceof StructType struct) {
      compare(struct, s.schema(), path + ".", to);
    } else if (type instanceof FieldType.ListOf l && stored instanceof ArrayType array) {
      compare(array.elementType(), l.element(), path + "[]", to);
    } else if (type instanceof FieldType.MapOf m && stored instanceof MapType map) {
      compare(map.keyType(), m.key(), path + ".key", to);
      compare(map.valueType(), m.value(), path + ".value", to);
    } else if (!stored.equals(of(type))) {
      to.add("column " + path + " is " + stored.simpleString() + ", the record declares " + type);
    }
  }

  private static Optional<StructField> find(StructType columns, String name) {
    for (StructField field : columns.fields()) {
      if (field.name().equals(name)) {
        return Optional.of(field);
      }
    }
    return Optional.empty();
  }
}
