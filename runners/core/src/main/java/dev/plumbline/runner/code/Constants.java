package dev.plumbline.runner.code;

import java.lang.reflect.Array;

/** Constants written so that no two of them look the same. */
final class Constants {
  private Constants() {}

  static String text(Object value) {
    String type = value.getClass().getSimpleName();
    if (value.getClass().isArray()) {
      StringBuilder all = new StringBuilder(type);
      for (int i = 0; i < Array.getLength(value); i++) {
        all.append(' ').append(text(Array.get(value, i)));
      }
      return all.toString();
    }
    String text = value.toString();
    if (value instanceof Double number) {
      text = Long.toHexString(Double.doubleToRawLongBits(number));
    } else if (value instanceof Float number) {
      text = Integer.toHexString(Float.floatToRawIntBits(number));
    }
    return type + " " + text.length() + ":" + text;
  }
}
