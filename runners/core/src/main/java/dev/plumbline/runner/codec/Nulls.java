package dev.plumbline.runner.codec;

import java.io.DataInput;
import java.io.IOException;
import java.util.Collection;

/** Bitmaps of nulls: value i in bit (i mod 8) of byte (i / 8). */
final class Nulls {
  private Nulls() {}

  static byte[] bitmap(Collection<?> values) {
    byte[] bits = new byte[(values.size() + 7) >>> 3];
    int i = 0;
    for (Object value : values) {
      if (value == null) {
        bits[i >>> 3] |= (byte) (1 << (i & 7));
      }
      i++;
    }
    return bits;
  }

  static byte[] read(int size, DataInput in) throws IOException {
    byte[] bits = new byte[(size + 7) >>> 3];
    in.readFully(bits);
    return bits;
  }

  static boolean at(byte[] bits, int i) {
    return ((bits[i >>> 3] >>> (i & 7)) & 1) != 0;
  }
}
