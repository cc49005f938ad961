package dev.plumbline.runner.value;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * xxHash64 of some bytes, after its specification: the same on every machine and in every release,
 * since splits stand on it.
 */
public final class Hash64 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long P1 = 0x9E3779B185EBCA87L;
  private static final long P2 = 0xC2B2AE3D27D4EB4FL;
  private static final long P3 = 0x165667B19E3779F9L;
  private static final long P4 = 0x85EBCA77C2B2AE63L;
  private static final long P5 = 0x27D4EB2F165667C5L;

  private Hash64() {}

  public static long of(byte[] bytes, long seed) {
    int at = 0;
    long hash;
    if (bytes.length >= 32) {
      long a = seed + P1 + P2;
      long b = seed + P2;
      long c = seed;
      long d = seed - P1;
      for (; at <= bytes.length - 32; at += 32) {
        a = round(a, (long) LONGS.get(bytes, at));
        b = round(b, (long) LONGS.get(bytes, at + 8));
        c = round(c, (long) LONGS.get(bytes, at + 16));
        d = round(d, (long) LONGS.get(bytes, at + 24));
      }
      hash =
          Long.rotateLeft(a, 1)
              + Long.rotateLeft(b, 7)
              + Long.rotateLeft(c, 12)
              + Long.rotateLeft(d, 18);
      hash = merge(merge(merge(merge(hash, a), b), c), d);
    } else {
      hash = seed + P5;
    }
    return finish(tail(bytes, at, hash + bytes.length));
  }

  /** The finisher of xxHash64: mixes one word, a bijection. */
  public static long finish(long word) {
    long hash = (word ^ (word >>> 33)) * P2;
    hash = (hash ^ (hash >>> 29)) * P3;
    return hash ^ (hash >>> 32);
  }

  private static long tail(byte[] bytes, int from, long start) {
    long hash = start;
    int at = from;
    for (; at <= bytes.length - 8; at += 8) {
      hash = Long.rotateLeft(hash ^ round(0, (long) LONGS.get(bytes, at)), 27) * P1 + P4;
    }
    if (at <= bytes.length - 4) {
      long word = (int) INTS.get(bytes, at) & 0xFFFFFFFFL;
      hash = Long.rotateLeft(hash ^ word * P1, 23) * P2 + P3;
      at += 4;
    }
    for (; at < bytes.length; at++) {
      hash = Long.rotateLeft(hash ^ (bytes[at] & 0xFF) * P5, 11) * P1;
    }
    return hash;
  }

  private static long round(long sum, long word) {
    return Long.rotateLeft(sum + word * P2, 31) * P1;
  }

  private static long merge(long hash, long sum) {
    return (hash ^ round(0, sum)) * P1 + P4;
  }
}
