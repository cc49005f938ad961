package dev.plumbline.runner.codec;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Which rows of a block are null: one byte that says whether any is, then the bitmap if so. */
final class NullBlock {
  private final long[] bits = new long[RowSpill.BLOCK / 64];
  private boolean any;

  void set(int row) {
    bits[row >>> 6] |= 1L << row;
    any = true;
  }

  boolean at(int row) {
    return any && ((bits[row >>> 6] >>> row) & 1) != 0;
  }

  void write(BlockBuffer out, int rows) {
    ByteBuffer bytes = out.room(1 + bits.length * 8).put((byte) (any ? 1 : 0));
    if (any) {
      for (int i = 0; i < (rows + 63) >>> 6; i++) {
        bytes.putLong(bits[i]);
      }
    }
  }

  void load(ByteBuffer in, int rows) {
    any = in.get() != 0;
    if (any) {
      for (int i = 0; i < (rows + 63) >>> 6; i++) {
        bits[i] = in.getLong();
      }
    }
  }

  void clear() {
    Arrays.fill(bits, 0);
    any = false;
  }
}
