package dev.plumbline.models.encoding;

import java.util.List;

/** A fixed set of values and their codes: open addressing, half full at most; for many threads. */
final class Vocabulary implements Codes {
  private final String[] keys;
  private final float[] codes;
  private final int mask;

  Vocabulary(List<String> values) {
    int size = Integer.highestOneBit(Math.max(4, values.size() * 2)) << 1;
    keys = new String[size];
    codes = new float[size];
    mask = size - 1;
    for (int i = 0; i < values.size(); i++) {
      int slot = slot(values.get(i));
      keys[slot] = values.get(i);
      codes[slot] = i;
    }
  }

  @Override
  public float code(String value) {
    int slot = slot(value);
    return keys[slot] == null ? Float.NaN : codes[slot];
  }

  private int slot(String value) {
    int hash = value.hashCode();
    int slot = (hash ^ hash >>> 15) & mask;
    while (keys[slot] != null && !keys[slot].equals(value)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
