package dev.plumbline.pipeline.schema;

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The fields of a record class, read once; turns rows into cells and back.
 *
 * <p>Immutable and safe for use by many threads. Two schemas are equal when their record classes
 * and fields are.
 *
 * @param <T> the record
 */
public final class Schema<T> {
  private final Class<T> type;
  private final List<Field> fields;
  private final CellForm[] forms;

  /** Bound when the first row is read or made: a plan needs none, and binding takes a while. */
  private volatile RecordAccess access;

  Schema(Class<T> type, List<Field> fields, CellForm[] forms) {
    this.type = type;
    this.fields = List.copyOf(fields);
    this.forms = forms;
  }

  /**
   * The schema of a record class without type parameters.
   *
   * @throws SchemaException with every field that cannot be stored
   */
  public static <T extends Record> Schema<T> of(Class<T> type) {
    @SuppressWarnings("unchecked")
    Schema<T> schema = (Schema<T>) of((Type) type);
    return schema;
  }

  /**
   * The schema of a record type, whose type arguments are all known.
   *
   * @throws SchemaException with every field that cannot be stored
   */
  public static Schema<?> of(Type type) {
    return SchemaReader.read(type);
  }

  public Class<T> type() {
    return type;
  }

  public List<Field> fields() {
    return fields;
  }

  public Optional<Field> field(String name) {
    return fields.stream().filter(f -> f.name().equals(name)).findFirst();
  }

  public List<String> names() {
    return fields.stream().map(Field::name).toList();
  }

  /**
   * The row as cells, in field order; see {@link FieldType} for their forms.
   *
   * @throws ValueException naming the field when a value doesn't fit: a decimal with more digits
   *     than declared, a time finer than a microsecond
   */
  public Object[] cells(T row) {
    Object[] cells = new Object[forms.length];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = cell(row, i);
    }
    return cells;
  }

  /** One cell of a row; throws as {@link #cells} does. */
  public Object cell(T row, int field) {
    Object value = value(row, field);
    return value == null ? null : forms[field].toCell(value, fields.get(field).name());
  }

  /** The value of a component as the record holds it. */
  public Object value(T row, int field) {
    try {
      return access().accessors()[field].invoke(row);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("Cannot read " + fields.get(field).name() + " of " + type, e);
    }
  }

  /**
   * The row of some cells, made by the record's canonical constructor.
   *
   * @throws ValueException naming the field when a primitive's cell is null
   */
  public T row(Object[] cells) {
    Object[] values = new Object[cells.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = forms[i].toValue(cells[i], fields.get(i));
    }
    try {
      return type.cast(access().constructor().invoke(values));
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("Cannot make a " + type.getName(), e);
    }
  }

  private RecordAccess access() {
    RecordAccess bound = access;
    if (bound == null) {
      bound = RecordAccess.of(type);
      access = bound;
    }
    return bound;
  }

  /** SHA-256 over names, types and presence: equal schemas of two classes have equal digests. */
  public String digest() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Schema<?> that && type.equals(that.type) && fields.equals(that.fields);
  }

  @Override
  public int hashCode() {
    return type.hashCode();
  }

  /** For example {@code struct<day:date?,delay:int>}. */
  @Override
  public String toString() {
    return fields.stream().map(Field::toString).collect(Collectors.joining(",", "struct<", ">"));
  }
}
