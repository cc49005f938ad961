package dev.plumbline.runner.codec;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Unsigned varints: 7 bits a byte, the lowest first. */
final class Varint {
  private Varint() {}

  static void write(long value, DataOutput out) throws IOException {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.writeByte((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.writeByte((int) rest);
  }

  static long read(DataInput in) throws IOException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = in.readByte();
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IOException("Cannot read row: a varint has more than 64 bits, the file is damaged");
  }

  static int readSize(DataInput in) throws IOException {
    long size = read(in);
    if (size < 0 || size > Integer.MAX_VALUE - 8) {
      throw new IOException("Cannot read row: a size of " + size + ", the file is damaged");
    }
    return (int) size;
  }
}
