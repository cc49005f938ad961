package dev.plumbline.steps.ingest;

/** Text as it is; short texts that come again are the same object, which saves most of them. */
final class StringText implements CellText {
  private static final int SLOTS = 1 << 10;
  private static final int LONGEST_KEPT = 24;
  private final String[] recent = new String[SLOTS];

  @Override
  public Object cell(char[] text, int from, int length) {
    if (length > LONGEST_KEPT) {
      return new String(text, from, length);
    }
    int hash = length;
    for (int i = from; i < from + length; i++) {
      hash = hash * 31 + text[i];
    }
    int slot = (hash ^ (hash >>> 11)) & (SLOTS - 1);
    String known = recent[slot];
    if (known != null && same(known, text, from, length)) {
      return known;
    }
    String fresh = new String(text, from, length);
    recent[slot] = fresh;
    return fresh;
  }

  private static boolean same(String known, char[] text, int from, int length) {
    if (known.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (known.charAt(i) != text[from + i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String expected() {
    return "text";
  }
}
