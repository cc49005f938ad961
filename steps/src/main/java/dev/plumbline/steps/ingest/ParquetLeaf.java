package dev.plumbline.steps.ingest;

import dev.plumbline.pipeline.schema.FieldType;
import dev.plumbline.pipeline.schema.FieldType.Scalar;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Turns one stored value into its cell; throws ArithmeticException for a value too fine. */
interface ParquetLeaf {
  long NANOS = 1_000_000_000L;
  long MICROS = 1_000_000L;

  /** From a Boolean, Float, Double or {@link Binary}, or from a Long, also for an INT32. */
  Object cell(Object value);

  /** Empty when the column can't become the field. */
  static Optional<ParquetLeaf> of(FieldType wanted, PrimitiveType found) {
    PrimitiveTypeName stored = found.getPrimitiveTypeName();
    LogicalTypeAnnotation means = found.getLogicalTypeAnnotation();
    if (wanted instanceof FieldType.DecimalOf decimal) {
      return means instanceof DecimalLogicalTypeAnnotation d
              && d.getScale() <= decimal.scale()
              && d.getPrecision() - d.getScale() <= decimal.precision() - decimal.scale()
          ? Optional.of(new Exact(d.getScale(), decimal.scale()))
          : Optional.empty();
    }
    boolean text =
        means instanceof StringLogicalTypeAnnotation
            || means instanceof EnumLogicalTypeAnnotation
            || means instanceof JsonLogicalTypeAnnotation;
    if (wanted instanceof FieldType.EnumOf) {
      return when(text, new Text());
    }
    return switch ((Scalar) wanted) {
      case BOOLEAN -> when(stored == PrimitiveTypeName.BOOLEAN, v -> v);
      case BYTE -> whole(found, 8);
      case SHORT -> whole(found, 16);
      case INT -> whole(found, 32);
      case LONG -> whole(found, 64);
      case FLOAT -> when(stored == PrimitiveTypeName.FLOAT, v -> v);
      case DOUBLE ->
          when(
              stored == PrimitiveTypeName.DOUBLE || stored == PrimitiveTypeName.FLOAT,
              v -> ((Number) v).doubleValue());
      case CHAR, STRING -> when(text, new Text());
      case BINARY ->
          when(
              means == null
                  && (stored == PrimitiveTypeName.BINARY
                      || stored == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY),
              v -> ((Binary) v).getBytes());
      case DATE ->
          when(means instanceof DateLogicalTypeAnnotation, v -> LocalDate.ofEpochDay((Long) v));
      case TIMESTAMP ->
          stored == PrimitiveTypeName.INT96
              ? Optional.of(v -> julian((Binary) v))
              : time(means, true);
      case TIMESTAMP_NTZ -> time(means, false);
    };
  }

  private static Optional<ParquetLeaf> when(boolean fits, ParquetLeaf leaf) {
    return fits ? Optional.of(leaf) : Optional.empty();
  }

  /** A whole number that always fits the wanted bits. */
  private static Optional<ParquetLeaf> whole(PrimitiveType found, int bits) {
    LogicalTypeAnnotation means = found.getLogicalTypeAnnotation();
    boolean is32 = found.getPrimitiveTypeName() == PrimitiveTypeName.INT32;
    if ((!is32 && found.getPrimitiveTypeName() != PrimitiveTypeName.INT64)
        || (means != null && !(means instanceof IntLogicalTypeAnnotation))) {
      return Optional.empty();
    }
    int width = is32 ? 32 : 64;
    boolean signed = true;
    if (means instanceof IntLogicalTypeAnnotation whole) {
      width = whole.getBitWidth();
      signed = whole.isSigned();
    }
    if (signed ? width > bits : width >= bits) {
      return Optional.empty();
    }
    long mask = signed ? -1L : (1L << width) - 1;
    return Optional.of(
        switch (bits) {
          case 8 -> v -> (byte) ((Long) v & mask);
          case 16 -> v -> (short) ((Long) v & mask);
          case 32 -> v -> (int) ((Long) v & mask);
          default -> v -> (Long) v & mask;
        });
  }

  private static Optional<ParquetLeaf> time(LogicalTypeAnnotation means, boolean utc) {
    if (!(means instanceof TimestampLogicalTypeAnnotation time) || time.isAdjustedToUTC() != utc) {
      return Optional.empty();
    }
    TimeUnit unit = time.getUnit();
    long perSecond = unit == TimeUnit.MILLIS ? 1000 : unit == TimeUnit.MICROS ? MICROS : NANOS;
    return Optional.of(
        v -> {
          long value = (Long) v;
          long second = Math.floorDiv(value, perSecond);
          int nano = (int) (Math.floorMod(value, perSecond) * (NANOS / perSecond));
          return utc
              ? instant(second, nano)
              : LocalDateTime.ofEpochSecond(second, micros(nano), ZoneOffset.UTC);
        });
  }

  /** Spark's and Impala's old timestamps: nanoseconds of the day, then the Julian day. */
  private static Instant julian(Binary bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes.getBytes()).order(ByteOrder.LITTLE_ENDIAN);
    long nanoOfDay = buffer.getLong();
    long epochDay = buffer.getInt() - 2_440_588L;
    return instant(
        epochDay * 86_400 + Math.floorDiv(nanoOfDay, NANOS), (int) Math.floorMod(nanoOfDay, NANOS));
  }

  private static Instant instant(long second, int nano) {
    return Instant.ofEpochSecond(second, micros(nano));
  }

  private static int micros(int nano) {
    if (nano % 1000 != 0) {
      throw new ArithmeticException("it is finer than a microsecond");
    }
    return nano;
  }

  /** UTF-8. */
  record Text() implements ParquetLeaf {
    @Override
    public Object cell(Object value) {
      return ((Binary) value).toStringUsingUTF8();
    }
  }

  /** A decimal, whose digits are a number or big-endian bytes. */
  record Exact(int found, int wanted) implements ParquetLeaf {
    @Override
    public Object cell(Object value) {
      BigInteger digits =
          value instanceof Binary bytes
              ? new BigInteger(bytes.getBytes())
              : BigInteger.valueOf((Long) value);
      return new BigDecimal(digits, found).setScale(wanted);
    }
  }
}
