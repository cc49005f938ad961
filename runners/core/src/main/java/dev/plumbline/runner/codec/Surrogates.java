package dev.plumbline.runner.codec;

/** Text that UTF-8 can't hold: a high or low surrogate without its other half. */
final class Surrogates {
  private Surrogates() {}

  static boolean lone(String text) {
    for (int i = 0; i < text.length(); i++) {
      char at = text.charAt(i);
      if (Character.isSurrogate(at)) {
        boolean pair =
            Character.isHighSurrogate(at)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  static byte[] utf16(String text) {
    byte[] bytes = new byte[text.length() * 2];
    for (int i = 0; i < text.length(); i++) {
      bytes[2 * i] = (byte) (text.charAt(i) >>> 8);
      bytes[2 * i + 1] = (byte) text.charAt(i);
    }
    return bytes;
  }

  static String text(byte[] utf16) {
    char[] chars = new char[utf16.length / 2];
    for (int i = 0; i < chars.length; i++) {
      chars[i] = (char) ((utf16[2 * i] << 8) | (utf16[2 * i + 1] & 0xFF));
    }
    return new String(chars);
  }
}
