package dev.plumbline.runner.value;

import dev.plumbline.pipeline.schema.FieldType;
import dev.plumbline.pipeline.schema.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Values as keys: −0.0 is 0.0, every NaN is one, null equals null. What comes out serves in a
 * {@link HashMap} and orders by {@link #ORDER}. Stateless, for any thread.
 */
public final class Keys {
  /**
   * A total order of cells and keys, equal where keys are: null first; false before true; numbers
   * by value, −0.0 equal to 0.0, NaN last and equal to itself; text by code point; times by time;
   * bytes unsigned; structs and lists lexicographic; maps by their sorted entries. Values of
   * different kinds, which no column mixes, order by kind.
   */
  public static final Comparator<Object> ORDER = KeyOrder::compare;

  private Keys() {}

  /**
   * A cell, or a key as a step returned it (a scalar, an enum or a record), as a key: structs and
   * records as lists of cells, enums by name.
   *
   * @throws IllegalArgumentException for bytes, which are no key
   */
  public static Object of(Object value) {
    if (value == null || value instanceof String || value instanceof Long) {
      return value;
    }
    if (value instanceof Double d) {
      return d == 0 ? (Object) 0.0 : d.isNaN() ? (Object) Double.NaN : d;
    }
    if (value instanceof Float f) {
      return f == 0 ? (Object) 0f : f.isNaN() ? (Object) Float.NaN : f;
    }
    if (value instanceof Object[] cells) {
      return ofCells(cells);
    }
    return nested(value);
  }

  /**
   * A key as a step returned it, in the same form but normalised, records too: what the step is
   * given for its group, so that it doesn't matter which row came first.
   */
  @SuppressWarnings("unchecked") // a key is replaced by one of its own class
  public static <K> K plain(K key) {
    if (key instanceof Double || key instanceof Float) {
      return (K) of(key);
    }
    if (key instanceof Optional<?> optional) {
      return (K) optional.map(Keys::plain);
    }
    if (key instanceof Record row) {
      return (K)
          (isGeneric(row)
              ? RecordForm.of(row.getClass()).with(row, Keys::plain)
              : normalised(Schema.of(row.getClass()), row));
    }
    return key;
  }

  /** Several cells as one key. */
  public static List<Object> ofCells(Object... cells) {
    Object[] keys = new Object[cells.length];
    for (int i = 0; i < cells.length; i++) {
      keys[i] = of(cells[i]);
    }
    return new KeyList(keys);
  }

  /** A record as the list of its cells, each a key. */
  public static <T> List<Object> ofRow(Schema<T> schema, Object row) {
    return ofCells(schema.cells(schema.type().cast(row)));
  }

  /** A record with every value normalised. */
  public static <T> T normalised(Schema<T> schema, Object row) {
    return schema.row(normalisedCells(schema.cells(schema.type().cast(row))));
  }

  /** Whether a key is null, or a record or list with a null in it: such a key joins nothing. */
  public static boolean hasNull(Object key) {
    return key == null || (key instanceof List<?> list && list.stream().anyMatch(Keys::hasNull));
  }

  /** Whether values of a type can be keys. */
  public static boolean isKey(FieldType type) {
    if (type instanceof FieldType.Struct struct) {
      return struct.schema().fields().stream().allMatch(f -> isKey(f.type()));
    }
    return type != FieldType.Scalar.BINARY
        && !(type instanceof FieldType.ListOf)
        && !(type instanceof FieldType.MapOf);
  }

  private static boolean isGeneric(Record row) {
    return row.getClass().getTypeParameters().length > 0;
  }

  /** Cells with every value normalised, in the form that a codec takes. */
  static Object[] normalisedCells(Object[] cells) {
    Object[] keys = new Object[cells.length];
    for (int i = 0; i < cells.length; i++) {
      keys[i] = cells[i] instanceof Object[] nested ? normalisedCells(nested) : plain(cells[i]);
    }
    return keys;
  }

  private static Object nested(Object value) {
    if (value instanceof byte[]) {
      throw new IllegalArgumentException(
          "Cannot use bytes as a key: take a text or a number of them in the step");
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    if (value instanceof Character) {
      return value.toString();
    }
    if (value instanceof Optional<?> optional) {
      return of(optional.orElse(null));
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.stripTrailingZeros();
    }
    if (value instanceof Record row) {
      return isGeneric(row)
          ? ofCells(RecordForm.of(row.getClass()).values(row))
          : ofRow(Schema.of(row.getClass()), row);
    }
    if (value instanceof List<?> list) {
      List<Object> keys = new ArrayList<>();
      list.forEach(each -> keys.add(of(each)));
      return Collections.unmodifiableList(keys);
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> keys = new HashMap<>();
      map.forEach((k, v) -> keys.put(of(k), of(v)));
      return Collections.unmodifiableMap(keys);
    }
    return value;
  }
}
