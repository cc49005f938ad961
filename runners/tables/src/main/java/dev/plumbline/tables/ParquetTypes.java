package dev.plumbline.tables;

import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.MICROS;

import dev.plumbline.pipeline.schema.Field;
import dev.plumbline.pipeline.schema.FieldType;
import java.math.BigInteger;
import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/** The Parquet schema of a record's columns, as Delta's protocol asks for it; all optional. */
final class ParquetTypes {
  static final int INT_DIGITS = 9;
  static final int LONG_DIGITS = 18;

  private ParquetTypes() {}

  static MessageType message(List<Field> fields) {
    return new MessageType("plumbline", fields.stream().map(ParquetTypes::optional).toList());
  }

  private static Type optional(Field field) {
    return of(field.type(), Repetition.OPTIONAL, field.name());
  }

  /** How many bytes hold a decimal of some digits. */
  static int bytes(int precision) {
    return BigInteger.TEN.pow(precision).bitLength() / 8 + 1;
  }

  private static Type of(FieldType type, Repetition repetition, String name) {
    if (type instanceof FieldType.Struct struct) {
      return Types.buildGroup(repetition)
          .addFields(
              struct.schema().fields().stream().map(ParquetTypes::optional).toArray(Type[]::new))
          .named(name);
    }
    if (type instanceof FieldType.ListOf list) {
      return Types.list(repetition)
          .element(of(list.element(), Repetition.OPTIONAL, "element"))
          .named(name);
    }
    if (type instanceof FieldType.MapOf map) {
      return Types.map(repetition)
          .key(of(map.key(), Repetition.REQUIRED, "key"))
          .value(of(map.value(), Repetition.OPTIONAL, "value"))
          .named(name);
    }
    if (type instanceof FieldType.DecimalOf decimal) {
      return decimal(decimal, repetition, name);
    }
    return type instanceof FieldType.EnumOf
        ? text(repetition, name)
        : scalar((FieldType.Scalar) type, repetition, name);
  }

  private static Type decimal(FieldType.DecimalOf type, Repetition repetition, String name) {
    var annotation = LogicalTypeAnnotation.decimalType(type.scale(), type.precision());
    if (type.precision() <= INT_DIGITS) {
      return Types.primitive(PrimitiveTypeName.INT32, repetition).as(annotation).named(name);
    }
    if (type.precision() <= LONG_DIGITS) {
      return Types.primitive(PrimitiveTypeName.INT64, repetition).as(annotation).named(name);
    }
    return Types.primitive(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, repetition)
        .length(bytes(type.precision()))
        .as(annotation)
        .named(name);
  }

  private static Type text(Repetition repetition, String name) {
    return Types.primitive(PrimitiveTypeName.BINARY, repetition)
        .as(LogicalTypeAnnotation.stringType())
        .named(name);
  }

  private static Type scalar(FieldType.Scalar type, Repetition repetition, String name) {
    return switch (type) {
      case BOOLEAN -> Types.primitive(PrimitiveTypeName.BOOLEAN, repetition).named(name);
      case BYTE -> integer(8, repetition, name);
      case SHORT -> integer(16, repetition, name);
      case INT -> Types.primitive(PrimitiveTypeName.INT32, repetition).named(name);
      case LONG -> Types.primitive(PrimitiveTypeName.INT64, repetition).named(name);
      case FLOAT -> Types.primitive(PrimitiveTypeName.FLOAT, repetition).named(name);
      case DOUBLE -> Types.primitive(PrimitiveTypeName.DOUBLE, repetition).named(name);
      case CHAR, STRING -> text(repetition, name);
      case DATE ->
          Types.primitive(PrimitiveTypeName.INT32, repetition)
              .as(LogicalTypeAnnotation.dateType())
              .named(name);
      case TIMESTAMP -> time(true, repetition, name);
      case TIMESTAMP_NTZ -> time(false, repetition, name);
      case BINARY -> Types.primitive(PrimitiveTypeName.BINARY, repetition).named(name);
    };
  }

  private static Type integer(int bits, Repetition repetition, String name) {
    return Types.primitive(PrimitiveTypeName.INT32, repetition)
        .as(LogicalTypeAnnotation.intType(bits, true))
        .named(name);
  }

  private static Type time(boolean utc, Repetition repetition, String name) {
    return Types.primitive(PrimitiveTypeName.INT64, repetition)
        .as(LogicalTypeAnnotation.timestampType(utc, MICROS))
        .named(name);
  }
}
