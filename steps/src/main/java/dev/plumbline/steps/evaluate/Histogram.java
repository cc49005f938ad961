package dev.plumbline.steps.evaluate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * How many positive and negative rows had each score. Exact while there are no more distinct scores
 * than {@code mostBuckets}; then the last bits of all scores are dropped, one at a time, until
 * there are no more distinct ones. How many are dropped follows from all rows together, so the
 * order of adding and merging never shows.
 *
 * <p>Mutable; used by one thread. {@link #add} and {@link #merge} answer the histogram to go on
 * with, and the one before must not be used again.
 *
 * @param table a header (dropped bits, buckets, most buckets) and an open-addressing hash table of
 *     (key, positives, negatives), all little-endian longs
 */
@SuppressWarnings("ArrayRecordComponent") // a field type of every engine
public record Histogram(byte[] table) {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int DROPPED = 0;
  private static final int USED = 1;
  private static final int MOST = 2;
  private static final int HEADER = 3;
  private static final int SLOT = 3;
  private static final int FEWEST_SLOTS = 64;

  /** One number, or numbers that begin alike, and its rows. */
  record Bucket(double score, long positives, long negatives) {}

  /** No rows yet; at least 2 buckets, since signs are never dropped. */
  public static Histogram empty(int mostBuckets) {
    return sized(FEWEST_SLOTS, 0, mostBuckets);
  }

  private static Histogram sized(int slots, long dropped, long most) {
    Histogram fresh = new Histogram(new byte[(HEADER + slots * SLOT) * Long.BYTES]);
    fresh.put(DROPPED, dropped);
    fresh.put(MOST, most);
    return fresh;
  }

  /** Counts one row by the key of its number. */
  Histogram add(long key, boolean positive) {
    return insert(key >> get(DROPPED), positive ? 1 : 0, positive ? 0 : 1).fit();
  }

  /** All rows of both; the other one stays as it is. */
  Histogram merge(Histogram other) {
    Histogram sum = this;
    while (sum.get(DROPPED) < other.get(DROPPED)) {
      sum = sum.coarser();
    }
    for (int at = HEADER; at < other.length(); at += SLOT) {
      if (other.isUsed(at)) {
        long finer = sum.get(DROPPED) - other.get(DROPPED);
        sum = sum.insert(other.get(at) >> finer, other.get(at + 1), other.get(at + 2)).fit();
      }
    }
    return sum;
  }

  /** Ascending. */
  Bucket[] sorted(Scale scale) {
    int[] slots = new int[(int) get(USED)];
    long[] keys = new long[slots.length];
    int count = 0;
    for (int at = HEADER; at < length(); at += SLOT) {
      if (isUsed(at)) {
        keys[count++] = get(at);
      }
    }
    Arrays.sort(keys);
    Bucket[] sorted = new Bucket[count];
    for (int i = 0; i < count; i++) {
      int at = slot(keys[i]);
      sorted[i] = new Bucket(scale.middle(keys[i], (int) get(DROPPED)), get(at + 1), get(at + 2));
    }
    return sorted;
  }

  private Histogram insert(long key, long positives, long negatives) {
    int at = slot(key);
    if (!isUsed(at)) {
      if (2 * (get(USED) + 1) > slots()) {
        return copy(2 * slots(), 0).insert(key, positives, negatives);
      }
      put(at, key);
      put(USED, get(USED) + 1);
    }
    put(at + 1, get(at + 1) + positives);
    put(at + 2, get(at + 2) + negatives);
    return this;
  }

  private Histogram fit() {
    Histogram fitting = this;
    while (fitting.get(USED) > get(MOST)) {
      fitting = fitting.coarser();
    }
    return fitting;
  }

  private Histogram coarser() {
    return copy(slots(), 1);
  }

  private Histogram copy(int slots, int drop) {
    Histogram copy = sized(slots, get(DROPPED) + drop, get(MOST));
    for (int at = HEADER; at < length(); at += SLOT) {
      if (isUsed(at)) {
        copy.insert(get(at) >> drop, get(at + 1), get(at + 2));
      }
    }
    return copy;
  }

  /** Where a key is, or would be put. */
  private int slot(long key) {
    int mask = slots() - 1;
    long mixed = key * 0x9E37_79B9_7F4A_7C15L;
    int slot = (int) (mixed >>> 32) & mask;
    while (isUsed(HEADER + slot * SLOT) && get(HEADER + slot * SLOT) != key) {
      slot = (slot + 1) & mask;
    }
    return HEADER + slot * SLOT;
  }

  private boolean isUsed(int at) {
    return (get(at + 1) | get(at + 2)) != 0;
  }

  private int slots() {
    return (length() - HEADER) / SLOT;
  }

  private int length() {
    return table.length / Long.BYTES;
  }

  private long get(int at) {
    return (long) LONG.get(table, at * Long.BYTES);
  }

  private void put(int at, long value) {
    LONG.set(table, at * Long.BYTES, value);
  }
}
