package dev.plumbline.tables;

import dev.plumbline.pipeline.schema.Field;
import dev.plumbline.pipeline.schema.FieldType;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.pipeline.schema.ValueException;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StructType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes the cells of one column out of Kernel's vectors. */
interface CellReader {
  /** The cell of a row at which the vector is not null. */
  Object value(ColumnVector vector, int row);

  default Object cell(ColumnVector vector, int row) {
    return vector.isNullAt(row) ? null : value(vector, row);
  }

  /** A reader of a type that was found to match the stored one. */
  static CellReader of(FieldType type, DataType stored) {
    if (type instanceof FieldType.Struct struct) {
      return struct(struct.schema(), (StructType) stored);
    }
    if (type instanceof FieldType.ListOf list) {
      CellReader element = of(list.element(), ((ArrayType) stored).getElementType());
      return (vector, row) -> {
        var array = vector.getArray(row);
        return all(element, array.getElements(), array.getSize());
      };
    }
    if (type instanceof FieldType.MapOf map) {
      return map(map, (MapType) stored);
    }
    if (type instanceof FieldType.DecimalOf decimal) {
      return (vector, row) -> vector.getDecimal(row).setScale(decimal.scale());
    }
    if (type instanceof FieldType.EnumOf) {
      return ColumnVector::getString;
    }
    return scalar((FieldType.Scalar) type);
  }

  private static CellReader scalar(FieldType.Scalar type) {
    return switch (type) {
      case BOOLEAN -> ColumnVector::getBoolean;
      case BYTE -> ColumnVector::getByte;
      case SHORT -> ColumnVector::getShort;
      case INT -> ColumnVector::getInt;
      case LONG -> ColumnVector::getLong;
      case FLOAT -> ColumnVector::getFloat;
      case DOUBLE -> ColumnVector::getDouble;
      case CHAR, STRING -> ColumnVector::getString;
      case DATE -> (vector, row) -> LocalDate.ofEpochDay(vector.getInt(row));
      case TIMESTAMP -> (vector, row) -> Micros.instant(vector.getLong(row));
      case TIMESTAMP_NTZ ->
          (vector, row) ->
              LocalDateTime.ofInstant(Micros.instant(vector.getLong(row)), ZoneOffset.UTC);
      case BINARY -> ColumnVector::getBinary;
    };
  }

  private static List<Object> all(CellReader reader, ColumnVector vector, int size) {
    List<Object> cells = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      cells.add(reader.cell(vector, i));
    }
    return cells;
  }

  private static CellReader map(FieldType.MapOf map, MapType stored) {
    CellReader keys = of(map.key(), stored.getKeyType());
    CellReader values = of(map.value(), stored.getValueType());
    return (vector, row) -> {
      var entries = vector.getMap(row);
      Map<Object, Object> cells = new LinkedHashMap<>();
      for (int i = 0; i < entries.getSize(); i++) {
        cells.put(keys.cell(entries.getKeys(), i), values.cell(entries.getValues(), i));
      }
      return cells;
    };
  }

  private static CellReader struct(Schema<?> schema, StructType stored) {
    List<Field> fields = schema.fields();
    int[] ordinals = new int[fields.size()];
    CellReader[] readers = new CellReader[fields.size()];
    for (int i = 0; i < readers.length; i++) {
      ordinals[i] = stored.indexOf(fields.get(i).name());
      if (ordinals[i] >= 0) {
        readers[i] = of(fields.get(i).type(), stored.at(ordinals[i]).getDataType());
      }
    }
    return (vector, row) -> {
      Object[] cells = new Object[readers.length];
      for (int i = 0; i < cells.length; i++) {
        cells[i] = readers[i] == null ? null : readers[i].cell(vector.getChild(ordinals[i]), row);
        if (cells[i] == null && !fields.get(i).mayBeAbsent()) {
          throw new ValueException("." + fields.get(i).name());
        }
      }
      return cells;
    };
  }

  /** Microseconds since 1970, UTC. */
  final class Micros {
    private static final long SECOND = 1_000_000;

    private Micros() {}

    static Instant instant(long micros) {
      return Instant.ofEpochSecond(
          Math.floorDiv(micros, SECOND), Math.floorMod(micros, SECOND) * 1000);
    }

    static long of(Instant time) {
      return Math.addExact(
          Math.multiplyExact(time.getEpochSecond(), SECOND), time.getNano() / 1000);
    }

    static long of(LocalDateTime time) {
      return of(time.toInstant(ZoneOffset.UTC));
    }
  }
}
