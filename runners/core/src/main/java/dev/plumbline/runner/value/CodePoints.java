package dev.plumbline.runner.value;

/** Text by code point, which is the order of its UTF-8 bytes; Java's own is that of UTF-16. */
public final class CodePoints {
  private CodePoints() {}

  public static int compare(String a, String b) {
    int shared = Math.min(a.length(), b.length());
    for (int i = 0; i < shared; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean above = Character.isSurrogate(x);
        return above == Character.isSurrogate(y) ? Character.compare(x, y) : above ? 1 : -1;
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
