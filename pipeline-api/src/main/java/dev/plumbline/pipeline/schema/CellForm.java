package dev.plumbline.pipeline.schema;

import dev.plumbline.pipeline.schema.Field.Presence;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns one field's value into its cell and back. */
interface CellForm {
  /** The cell of a value that is not null. */
  Object toCell(Object value, String path);

  /** The value of a cell that is not null. */
  Object fromCell(Object cell, String path);

  /** The value of a cell, absent ones included. */
  default Object toValue(Object cell, Field field) {
    if (cell != null) {
      return fromCell(cell, field.name());
    }
    if (field.presence() == Presence.REQUIRED) {
      throw new ValueException(
          "Cannot read field "
              + field.name()
              + ": null in a primitive "
              + field.type()
              + ", declare its box or Optional instead");
    }
    return field.presence() == Presence.OPTIONAL ? Optional.empty() : null;
  }

  static CellForm of(FieldType type) {
    if (type instanceof FieldType.EnumOf e) {
      return new Named(e);
    }
    if (type instanceof FieldType.DecimalOf d) {
      return new Exact(d);
    }
    if (type instanceof FieldType.Struct s) {
      return new Nested(s.schema());
    }
    if (type instanceof FieldType.ListOf l) {
      return new Listed(of(l.element()));
    }
    if (type instanceof FieldType.MapOf m) {
      return new Mapped(of(m.key()), of(m.value()));
    }
    return switch ((FieldType.Scalar) type) {
      case CHAR -> new Letter();
      case TIMESTAMP, TIMESTAMP_NTZ -> new Micros();
      default -> new Same();
    };
  }

  /** The cell is the value. */
  record Same() implements CellForm {
    @Override
    public Object toCell(Object value, String path) {
      return value;
    }

    @Override
    public Object fromCell(Object cell, String path) {
      return cell;
    }
  }

  /** {@link Optional} around another form. */
  record Maybe(CellForm inner) implements CellForm {
    @Override
    public Object toCell(Object value, String path) {
      Optional<?> optional = (Optional<?>) value;
      return optional.isEmpty() ? null : inner.toCell(optional.get(), path);
    }

    @Override
    public Object fromCell(Object cell, String path) {
      return Optional.of(inner.fromCell(cell, path));
    }
  }

  /** A char as a string of length one. */
  record Letter() implements CellForm {
    @Override
    public Object toCell(Object value, String path) {
      return value.toString();
    }

    @Override
    public Object fromCell(Object cell, String path) {
      String text = (String) cell;
      if (text.length() != 1) {
        throw new ValueException(
            "Cannot read field " + path + ": '" + text + "' is not one char, declare a String");
      }
      return text.charAt(0);
    }
  }

  /** Times, refused when finer than a microsecond. */
  record Micros() implements CellForm {
    @Override
    public Object toCell(Object value, String path) {
      int nanos = value instanceof Instant i ? i.getNano() : ((LocalDateTime) value).getNano();
      if (nanos % 1000 != 0) {
        throw new ValueException(
            "Cannot store field "
                + path
                + ": "
                + value
                + " is finer than a microsecond, truncate it to ChronoUnit.MICROS");
      }
      return value;
    }

    @Override
    public Object fromCell(Object cell, String path) {
      return cell;
    }
  }

  /** An enum by its name. */
  record Named(FieldType.EnumOf type) implements CellForm {
    @Override
    public Object toCell(Object value, String path) {
      return ((Enum<?>) value).name();
    }

    @Override
    public Object fromCell(Object cell, String path) {
      for (Enum<?> constant : type.type().getEnumConstants()) {
        if (constant.name().equals(cell)) {
          return constant;
        }
      }
      throw new ValueException(
          "Cannot read field "
              + path
              + ": '"
              + cell
              + "' is none of "
              + List.of(type.type().getEnumConstants()));
    }
  }

  /** A decimal at its declared scale, never rounded. */
  record Exact(FieldType.DecimalOf type) implements CellForm {
    @Override
    public Object toCell(Object value, String path) {
      BigDecimal decimal = (BigDecimal) value;
      try {
        BigDecimal scaled = decimal.setScale(type.scale());
        if (scaled.precision() <= type.precision()) {
          return scaled;
        }
      } catch (ArithmeticException e) {
        // needs rounding: refused below
      }
      throw new ValueException(
          "Cannot store field "
              + path
              + ": "
              + decimal.toPlainString()
              + " does not fit "
              + type
              + ", round it in the step or declare more digits");
    }

    @Override
    public Object fromCell(Object cell, String path) {
      return ((BigDecimal) cell).setScale(type.scale());
    }
  }

  /** A nested record as its cells. */
  record Nested(Schema<?> schema) implements CellForm {
    @Override
    public Object toCell(Object value, String path) {
      try {
        return cells(schema, value);
      } catch (ValueException e) {
        throw new ValueException("In field " + path + ": " + e.getMessage());
      }
    }

    private static <T> Object[] cells(Schema<T> schema, Object value) {
      return schema.cells(schema.type().cast(value));
    }

    @Override
    public Object fromCell(Object cell, String path) {
      return schema.row((Object[]) cell);
    }
  }

  /** A list, element by element. */
  record Listed(CellForm element) implements CellForm {
    @Override
    public Object toCell(Object value, String path) {
      List<Object> cells = new ArrayList<>();
      for (Object each : (List<?>) value) {
        cells.add(each == null ? null : element.toCell(each, path + "[]"));
      }
      return cells;
    }

    @Override
    public Object fromCell(Object cell, String path) {
      List<Object> values = new ArrayList<>();
      for (Object each : (List<?>) cell) {
        values.add(each == null ? null : element.fromCell(each, path + "[]"));
      }
      return Collections.unmodifiableList(values);
    }
  }

  /** A map, in its own order. */
  record Mapped(CellForm key, CellForm value) implements CellForm {
    @Override
    public Object toCell(Object map, String path) {
      Map<Object, Object> cells = new LinkedHashMap<>();
      ((Map<?, ?>) map)
          .forEach(
              (k, v) -> {
                if (k == null) {
                  throw new ValueException("Cannot store field " + path + ": a map key is null");
                }
                cells.put(
                    key.toCell(k, path + ".key"),
                    v == null ? null : value.toCell(v, path + "." + k));
              });
      return cells;
    }

    @Override
    public Object fromCell(Object cell, String path) {
      Map<Object, Object> values = new LinkedHashMap<>();
      ((Map<?, ?>) cell)
          .forEach(
              (k, v) ->
                  values.put(
                      key.fromCell(k, path + ".key"),
                      v == null ? null : value.fromCell(v, path + "." + k)));
      return Collections.unmodifiableMap(values);
    }
  }
}
