package dev.plumbline.tables;

import dev.plumbline.pipeline.schema.Field;
import dev.plumbline.pipeline.schema.FieldType;
import dev.plumbline.pipeline.schema.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** Hands one cell that is not null to Parquet, in the form that {@link ParquetTypes} declares. */
interface CellWriter {
  void write(RecordConsumer out, Object cell);

  static CellWriter of(FieldType type) {
    if (type instanceof FieldType.Struct struct) {
      return group(struct.schema());
    }
    if (type instanceof FieldType.ListOf list) {
      return list(of(list.element()));
    }
    if (type instanceof FieldType.MapOf map) {
      return map(of(map.key()), of(map.value()));
    }
    if (type instanceof FieldType.DecimalOf decimal) {
      return decimal(decimal);
    }
    return type instanceof FieldType.EnumOf ? CellWriter::text : scalar((FieldType.Scalar) type);
  }

  private static CellWriter scalar(FieldType.Scalar type) {
    return switch (type) {
      case BOOLEAN -> (out, cell) -> out.addBoolean((Boolean) cell);
      case BYTE, SHORT, INT -> (out, cell) -> out.addInteger(((Number) cell).intValue());
      case LONG -> (out, cell) -> out.addLong((Long) cell);
      case FLOAT -> (out, cell) -> out.addFloat((Float) cell);
      case DOUBLE -> (out, cell) -> out.addDouble((Double) cell);
      case CHAR, STRING -> CellWriter::text;
      case DATE -> (out, cell) -> out.addInteger(Math.toIntExact(((LocalDate) cell).toEpochDay()));
      case TIMESTAMP -> (out, cell) -> out.addLong(CellReader.Micros.of((Instant) cell));
      case TIMESTAMP_NTZ -> (out, cell) -> out.addLong(CellReader.Micros.of((LocalDateTime) cell));
      case BINARY -> (out, cell) -> out.addBinary(Binary.fromConstantByteArray((byte[]) cell));
    };
  }

  private static void text(RecordConsumer out, Object cell) {
    out.addBinary(Binary.fromString((String) cell));
  }

  private static CellWriter decimal(FieldType.DecimalOf type) {
    if (type.precision() <= ParquetTypes.INT_DIGITS) {
      return (out, cell) -> out.addInteger(((BigDecimal) cell).unscaledValue().intValueExact());
    }
    if (type.precision() <= ParquetTypes.LONG_DIGITS) {
      return (out, cell) -> out.addLong(((BigDecimal) cell).unscaledValue().longValueExact());
    }
    int length = ParquetTypes.bytes(type.precision());
    return (out, cell) -> {
      byte[] digits = ((BigDecimal) cell).unscaledValue().toByteArray();
      byte[] padded = new byte[length];
      Arrays.fill(padded, 0, length - digits.length, (byte) (digits[0] < 0 ? -1 : 0));
      System.arraycopy(digits, 0, padded, length - digits.length, digits.length);
      out.addBinary(Binary.fromConstantByteArray(padded));
    };
  }

  private static CellWriter group(Schema<?> schema) {
    List<Field> fields = schema.fields();
    CellWriter[] writers = fields.stream().map(f -> of(f.type())).toArray(CellWriter[]::new);
    return (out, cell) -> {
      Object[] cells = (Object[]) cell;
      out.startGroup();
      for (int i = 0; i < writers.length; i++) {
        field(out, fields.get(i).name(), i, writers[i], cells[i]);
      }
      out.endGroup();
    };
  }

  private static CellWriter list(CellWriter element) {
    return (out, cell) -> {
      out.startGroup();
      List<?> cells = (List<?>) cell;
      if (!cells.isEmpty()) {
        out.startField("list", 0);
        for (Object each : cells) {
          out.startGroup();
          field(out, "element", 0, element, each);
          out.endGroup();
        }
        out.endField("list", 0);
      }
      out.endGroup();
    };
  }

  private static CellWriter map(CellWriter keys, CellWriter values) {
    return (out, cell) -> {
      out.startGroup();
      Map<?, ?> cells = (Map<?, ?>) cell;
      if (!cells.isEmpty()) {
        out.startField("key_value", 0);
        cells.forEach(
            (key, value) -> {
              out.startGroup();
              field(out, "key", 0, keys, key);
              field(out, "value", 1, values, value);
              out.endGroup();
            });
        out.endField("key_value", 0);
      }
      out.endGroup();
    };
  }

  /** Writes a field unless its cell is null. */
  static void field(RecordConsumer out, String name, int index, CellWriter writer, Object cell) {
    if (cell != null) {
      out.startField(name, index);
      writer.write(out, cell);
      out.endField(name, index);
    }
  }
}
