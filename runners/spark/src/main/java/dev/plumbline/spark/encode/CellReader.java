package dev.plumbline.spark.encode;

import dev.plumbline.pipeline.schema.Field;
import dev.plumbline.pipeline.schema.FieldType;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.codec.Micros;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;

/** Spark's own rows as cells, straight from their bytes. Immutable. */
public final class CellReader {
  private interface Getter {
    Object get(SpecializedGetters from, int at);
  }

  private final Getter[] getters;

  private CellReader(Getter[] getters) {
    this.getters = getters;
  }

  public static CellReader of(Schema<?> schema) {
    return new CellReader(
        schema.fields().stream().map(Field::type).map(CellReader::getter).toArray(Getter[]::new));
  }

  /** The cells of a row; nothing in them refers to its bytes. */
  public Object[] row(InternalRow row) {
    Object[] cells = new Object[getters.length];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = row.isNullAt(i) ? null : getters[i].get(row, i);
    }
    return cells;
  }

  private static Getter getter(FieldType type) {
    if (type instanceof FieldType.EnumOf) {
      return (from, at) -> from.getUTF8String(at).toString();
    }
    if (type instanceof FieldType.DecimalOf d) {
      return (from, at) ->
          from.getDecimal(at, d.precision(), d.scale()).toJavaBigDecimal().setScale(d.scale());
    }
    if (type instanceof FieldType.Struct s) {
      CellReader reader = of(s.schema());
      return (from, at) -> reader.row(from.getStruct(at, reader.getters.length));
    }
    if (type instanceof FieldType.ListOf l) {
      Getter element = getter(l.element());
      return (from, at) -> list(from.getArray(at), element);
    }
    if (type instanceof FieldType.MapOf m) {
      Getter key = getter(m.key());
      Getter value = getter(m.value());
      return (from, at) -> map(from.getMap(at), key, value);
    }
    return switch ((FieldType.Scalar) type) {
      case BOOLEAN -> SpecializedGetters::getBoolean;
      case BYTE -> SpecializedGetters::getByte;
      case SHORT -> SpecializedGetters::getShort;
      case INT -> SpecializedGetters::getInt;
      case LONG -> SpecializedGetters::getLong;
      case FLOAT -> SpecializedGetters::getFloat;
      case DOUBLE -> SpecializedGetters::getDouble;
      case CHAR, STRING -> (from, at) -> from.getUTF8String(at).toString();
      case DATE -> (from, at) -> LocalDate.ofEpochDay(from.getInt(at));
      case TIMESTAMP -> (from, at) -> Micros.instant(from.getLong(at));
      case TIMESTAMP_NTZ -> (from, at) -> Micros.local(from.getLong(at));
      case BINARY -> SpecializedGetters::getBinary;
    };
  }

  private static List<Object> list(ArrayData array, Getter element) {
    List<Object> cells = new ArrayList<>(array.numElements());
    for (int i = 0; i < array.numElements(); i++) {
      cells.add(array.isNullAt(i) ? null : element.get(array, i));
    }
    return cells;
  }

  private static Map<Object, Object> map(MapData map, Getter key, Getter value) {
    List<Object> keys = list(map.keyArray(), key);
    List<Object> values = list(map.valueArray(), value);
    Map<Object, Object> cells = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      cells.put(keys.get(i), values.get(i));
    }
    return cells;
  }
}
