package dev.plumbline.models.xgboost;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads UBJSON (draft 12) as XGBoost writes it: objects as maps, typed arrays as {@code float[]} or
 * {@code int[]}, other arrays as lists.
 */
final class Ubj {
  private final ByteBuffer in;

  private Ubj(ByteBuffer in) {
    this.in = in;
  }

  static Map<?, ?> read(byte[] bytes) {
    Ubj reader = new Ubj(ByteBuffer.wrap(bytes));
    if (reader.value(reader.marker()) instanceof Map<?, ?> map) {
      return map;
    }
    throw new IllegalArgumentException("Cannot read the booster: no UBJSON object");
  }

  private char marker() {
    return (char) in.get();
  }

  private Object value(char marker) {
    return switch (marker) {
      case '{' -> object();
      case '[' -> array();
      case 'S' -> text();
      case 'd' -> in.getFloat();
      case 'D' -> in.getDouble();
      case 'T' -> true;
      case 'F' -> false;
      default -> integer(marker);
    };
  }

  private long integer(char marker) {
    return switch (marker) {
      case 'i' -> in.get();
      case 'U' -> in.get() & 0xff;
      case 'I' -> in.getShort();
      case 'l' -> in.getInt();
      case 'L' -> in.getLong();
      default ->
          throw new IllegalArgumentException(
              "Cannot read the booster: UBJSON type '"
                  + marker
                  + "' at byte "
                  + (in.position() - 1));
    };
  }

  private String text() {
    byte[] bytes = new byte[size(integer(marker()))];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private Map<String, Object> object() {
    Map<String, Object> map = new LinkedHashMap<>();
    for (char next = marker(); next != '}'; next = marker()) {
      in.position(in.position() - 1);
      String key = text();
      map.put(key, value(marker()));
    }
    return map;
  }

  private Object array() {
    char next = marker();
    if (next == '$') {
      char type = marker();
      marker();
      return typed(type, size(integer(marker())));
    }
    List<Object> list = new ArrayList<>();
    if (next == '#') {
      int size = size(integer(marker()));
      for (int i = 0; i < size; i++) {
        list.add(value(marker()));
      }
      return list;
    }
    for (; next != ']'; next = marker()) {
      list.add(value(next));
    }
    return list;
  }

  private Object typed(char type, int size) {
    if (type == 'd') {
      float[] floats = new float[size];
      in.asFloatBuffer().get(floats);
      in.position(in.position() + 4 * size);
      return floats;
    }
    int[] ints = new int[size];
    for (int i = 0; i < size; i++) {
      ints[i] = Math.toIntExact(integer(type));
    }
    return ints;
  }

  private int size(long size) {
    if (size < 0 || size > in.remaining()) {
      throw new IllegalArgumentException(
          "Cannot read the booster: a length of " + size + " at byte " + in.position());
    }
    return (int) size;
  }
}
