package dev.plumbline.tables;

import dev.plumbline.pipeline.schema.Field;
import dev.plumbline.pipeline.schema.FieldType;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.table.RowRange;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.ByteType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.ShortType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.types.TimestampType;
import java.time.Instant;
import java.time.LocalDate;

/** Record types as Kernel's. Every stored column, nested ones too, may be null. */
final class KernelTypes {
  private KernelTypes() {}

  static StructType struct(Schema<?> schema) {
    StructType struct = new StructType();
    for (Field field : schema.fields()) {
      struct = struct.add(field.name(), of(field.type()), true);
    }
    return struct;
  }

  static DataType of(FieldType type) {
    if (type instanceof FieldType.Struct struct) {
      return struct(struct.schema());
    }
    if (type instanceof FieldType.ListOf list) {
      return new ArrayType(of(list.element()), true);
    }
    if (type instanceof FieldType.MapOf map) {
      return new MapType(of(map.key()), of(map.value()), true);
    }
    if (type instanceof FieldType.DecimalOf decimal) {
      return new DecimalType(decimal.precision(), decimal.scale());
    }
    if (type instanceof FieldType.EnumOf) {
      return StringType.STRING;
    }
    return switch ((FieldType.Scalar) type) {
      case BOOLEAN -> BooleanType.BOOLEAN;
      case BYTE -> ByteType.BYTE;
      case SHORT -> ShortType.SHORT;
      case INT -> IntegerType.INTEGER;
      case LONG -> LongType.LONG;
      case FLOAT -> FloatType.FLOAT;
      case DOUBLE -> DoubleType.DOUBLE;
      case CHAR, STRING -> StringType.STRING;
      case DATE -> DateType.DATE;
      case TIMESTAMP -> TimestampType.TIMESTAMP;
      case TIMESTAMP_NTZ -> TimestampNTZType.TIMESTAMP_NTZ;
      case BINARY -> BinaryType.BINARY;
    };
  }

  /** A stored type with the nested fields that a record asks for only. */
  static DataType pruned(FieldType type, DataType stored) {
    if (type instanceof FieldType.Struct struct) {
      StructType all = (StructType) stored;
      StructType some = new StructType();
      for (Field field : struct.schema().fields()) {
        if (all.indexOf(field.name()) >= 0) {
          StructField at = all.get(field.name());
          some = some.add(with(at, pruned(field.type(), at.getDataType())));
        }
      }
      return some.length() == 0 ? all : some;
    }
    if (type instanceof FieldType.ListOf list) {
      return new ArrayType(
          pruned(list.element(), ((ArrayType) stored).getElementType()),
          ((ArrayType) stored).containsNull());
    }
    return stored;
  }

  /** A stored type with those fields added that a record has besides. */
  static DataType widened(FieldType type, DataType stored) {
    if (type instanceof FieldType.Struct struct) {
      return widened(struct.schema(), (StructType) stored);
    }
    if (type instanceof FieldType.ListOf list) {
      ArrayType array = (ArrayType) stored;
      return new ArrayType(widened(list.element(), array.getElementType()), array.containsNull());
    }
    if (type instanceof FieldType.MapOf map) {
      MapType at = (MapType) stored;
      return new MapType(
          at.getKeyType(), widened(map.value(), at.getValueType()), at.isValueContainsNull());
    }
    return stored;
  }

  static StructType widened(Schema<?> schema, StructType stored) {
    StructType wide = new StructType();
    for (StructField at : stored.fields()) {
      var field = schema.field(at.getName());
      wide =
          wide.add(
              field.isPresent() ? with(at, widened(field.get().type(), at.getDataType())) : at);
    }
    for (Field field : schema.fields()) {
      if (stored.indexOf(field.name()) < 0) {
        wide = wide.add(field.name(), of(field.type()), true);
      }
    }
    return wide;
  }

  private static StructField with(StructField field, DataType type) {
    return new StructField(field.getName(), type, field.isNullable(), field.getMetadata());
  }

  /** The type of a range's column, by its bounds. */
  static FieldType rangeType(RowRange.Between range) {
    if (range.from() instanceof LocalDate) {
      return FieldType.Scalar.DATE;
    }
    return range.from() instanceof Instant
        ? FieldType.Scalar.TIMESTAMP
        : FieldType.Scalar.TIMESTAMP_NTZ;
  }
}
