package dev.plumbline.runner.codec;

import java.nio.ByteBuffer;

/**
 * Longs as their distance from the block's least: the null bitmap, the least, the width of a
 * distance in bytes (0, 1, 2, 4 or 8), then the distances.
 */
final class WordColumn implements SpillColumn {
  private final Word word;
  private final long[] values = new long[RowSpill.BLOCK];
  private final NullBlock nulls = new NullBlock();
  private int size;

  WordColumn(Word word) {
    this.word = word;
  }

  /** Takes a long that is not null. */
  void addWord(long value) {
    values[size++] = value;
  }

  @Override
  public void add(Object cell) {
    if (cell == null) {
      nulls.set(size++);
    } else {
      values[size++] = word.toLong().applyAsLong(cell);
    }
  }

  @Override
  public void write(BlockBuffer out) {
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    for (int i = 0; i < size; i++) {
      if (!nulls.at(i)) {
        least = Math.min(least, values[i]);
        most = Math.max(most, values[i]);
      }
    }
    if (least > most) {
      least = 0;
      most = 0;
    }
    int width = width(most - least);
    nulls.write(out, size);
    ByteBuffer bytes = out.room(9 + width * size).putLong(least).put((byte) width);
    for (int i = 0; i < size; i++) {
      put(bytes, width, nulls.at(i) ? 0 : values[i] - least);
    }
    nulls.clear();
    size = 0;
  }

  /** By unsigned distance, so that a difference beyond a long takes 8 bytes. */
  private static int width(long distance) {
    int bits = 64 - Long.numberOfLeadingZeros(distance);
    return bits == 0 ? 0 : bits <= 8 ? 1 : bits <= 16 ? 2 : bits <= 32 ? 4 : 8;
  }

  private static void put(ByteBuffer bytes, int width, long distance) {
    switch (width) {
      case 1 -> bytes.put((byte) distance);
      case 2 -> bytes.putShort((short) distance);
      case 4 -> bytes.putInt((int) distance);
      case 8 -> bytes.putLong(distance);
      default -> {}
    }
  }

  @Override
  public void load(ByteBuffer in, int rows) {
    nulls.load(in, rows);
    long least = in.getLong();
    int width = in.get();
    for (int i = 0; i < rows; i++) {
      values[i] = least + get(in, width);
    }
  }

  private static long get(ByteBuffer in, int width) {
    return switch (width) {
      case 1 -> in.get() & 0xFFL;
      case 2 -> in.getShort() & 0xFFFFL;
      case 4 -> in.getInt() & 0xFFFFFFFFL;
      case 8 -> in.getLong();
      default -> 0;
    };
  }

  /** The long of a row, of no meaning for a null. */
  long word(int row) {
    return values[row];
  }

  @Override
  public Object cell(int row) {
    return nulls.at(row) ? null : word.toCell().apply(values[row]);
  }
}
