package dev.plumbline.models.encoding;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/** Encodes one component of a record: the hot path of scoring, a few nanoseconds each. */
interface Part {
  /** Fills this part's columns, of which the first is at {@code at}. */
  void encode(Object row, float[] into, int at);

  /** How many columns. */
  default int width() {
    return 1;
  }

  /** A nullable component or an Optional one, as the value or null. */
  static Function<Object, Object> unwrapped(Function<Object, Object> get) {
    return row -> get.apply(row) instanceof Optional<?> o ? o.orElse(null) : null;
  }

  /** A primitive int, short or byte. */
  record Ints(ToIntFunction<Object> get) implements Part {
    @Override
    public void encode(Object row, float[] into, int at) {
      into[at] = get.applyAsInt(row);
    }
  }

  /** A primitive long. */
  record Longs(ToLongFunction<Object> get) implements Part {
    @Override
    public void encode(Object row, float[] into, int at) {
      into[at] = get.applyAsLong(row);
    }
  }

  /** A primitive double or float. */
  record Doubles(ToDoubleFunction<Object> get) implements Part {
    @Override
    public void encode(Object row, float[] into, int at) {
      into[at] = (float) get.applyAsDouble(row);
    }
  }

  /** A primitive boolean. */
  record Booleans(Predicate<Object> get) implements Part {
    @Override
    public void encode(Object row, float[] into, int at) {
      into[at] = get.test(row) ? 1 : 0;
    }
  }

  /** A boxed number or a decimal, which may be null. */
  record Numbers(Function<Object, Object> get) implements Part {
    @Override
    public void encode(Object row, float[] into, int at) {
      into[at] = get.apply(row) instanceof Number n ? (float) n.doubleValue() : Float.NaN;
    }
  }

  /** A boxed boolean, which may be null. */
  record Flags(Function<Object, Object> get) implements Part {
    @Override
    public void encode(Object row, float[] into, int at) {
      into[at] = get.apply(row) instanceof Boolean b ? (b ? 1 : 0) : Float.NaN;
    }
  }

  /** A text, an enum or a char. */
  record Categories(Function<Object, Object> get, Codes codes) implements Part {
    @Override
    public void encode(Object row, float[] into, int at) {
      Object value = get.apply(row);
      if (value == null) {
        into[at] = Float.NaN;
      } else if (value instanceof String s) {
        into[at] = codes.code(s);
      } else {
        into[at] = codes.code(value instanceof Enum<?> e ? e.name() : value.toString());
      }
    }
  }

  /** A date or a time. */
  record Dates(Function<Object, Object> get, List<CalendarPart> parts) implements Part {
    @Override
    public void encode(Object row, float[] into, int at) {
      CalendarPart.encode(get.apply(row), parts, into, at);
    }

    @Override
    public int width() {
      return parts.size();
    }
  }

  /** A nested record; all of its columns are missing when it is absent. */
  record Nested(Function<Object, Object> get, Struct inner) implements Part {
    @Override
    public void encode(Object row, float[] into, int at) {
      Object value = get.apply(row);
      if (value == null) {
        Arrays.fill(into, at, at + inner.width(), Float.NaN);
      } else {
        inner.encode(value, into, at);
      }
    }

    @Override
    public int width() {
      return inner.width();
    }
  }

  /** The components of a record, in order. */
  final class Struct implements Part {
    private final Part[] parts;
    private final int[] offsets;
    private final int width;

    Struct(List<Part> parts) {
      this.parts = parts.toArray(Part[]::new);
      this.offsets = new int[parts.size()];
      int at = 0;
      for (int i = 0; i < offsets.length; i++) {
        offsets[i] = at;
        at += this.parts[i].width();
      }
      width = at;
    }

    @Override
    public void encode(Object row, float[] into, int at) {
      for (int i = 0; i < parts.length; i++) {
        parts[i].encode(row, into, at + offsets[i]);
      }
    }

    @Override
    public int width() {
      return width;
    }
  }
}
