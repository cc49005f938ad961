package dev.plumbline.pipeline.schema;

/**
 * What a field may hold; the same on every engine and in Delta, Parquet and MLflow.
 *
 * <p>Each type has one <em>cell</em> form, which is what engines and stores exchange: the boxed
 * primitive, {@code String} (also for enums and {@code char}), {@code BigDecimal} at the declared
 * scale, {@code LocalDate}, {@code Instant} and {@code LocalDateTime} in whole microseconds, {@code
 * byte[]}, {@code Object[]} for a struct, {@code List} and {@code Map} of cells, and null.
 */
public sealed interface FieldType {
  /** Types without parameters. */
  enum Scalar implements FieldType {
    BOOLEAN,
    BYTE,
    SHORT,
    INT,
    LONG,
    FLOAT,
    DOUBLE,
    CHAR,
    STRING,
    DATE,
    /** A point in time, in microseconds, UTC. */
    TIMESTAMP,
    /** A local date and time without a zone, in microseconds. */
    TIMESTAMP_NTZ,
    BINARY;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** One of a fixed set of names, stored as its name. */
  record EnumOf(Class<? extends Enum<?>> type) implements FieldType {
    @Override
    public String toString() {
      return "enum";
    }
  }

  /** An exact decimal; see {@link Decimal}. */
  record DecimalOf(int precision, int scale) implements FieldType {
    @Override
    public String toString() {
      return "decimal(" + precision + "," + scale + ")";
    }
  }

  /** A nested record. */
  record Struct(Schema<?> schema) implements FieldType {
    @Override
    public String toString() {
      return schema.toString();
    }
  }

  /** An ordered list whose elements may be null. */
  record ListOf(FieldType element) implements FieldType {
    @Override
    public String toString() {
      return "list<" + element + ">";
    }
  }

  /** A map; keys are scalars or enums and never null, values may be null. */
  record MapOf(FieldType key, FieldType value) implements FieldType {
    @Override
    public String toString() {
      return "map<" + key + "," + value + ">";
    }
  }
}
