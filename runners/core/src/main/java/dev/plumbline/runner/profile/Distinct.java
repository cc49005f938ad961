package dev.plumbline.runner.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * How many distinct 64-bit hashes went by: a set of up to {@link #EXACT}, exact; beyond that
 * HyperLogLog of 4,096 registers, standard error 1.6 %. Merging gives what all of them in one
 * gives.
 */
final class Distinct {
  /** As many are counted exactly. */
  static final int EXACT = 4096;

  private static final int SMALLEST = 16;

  private long[] slots = new long[SMALLEST];
  private int size;
  private boolean zero;
  private HyperLogLog many;

  void add(long hash) {
    if (many != null) {
      many.add(hash);
    } else if (hash == 0) {
      zero = true;
    } else {
      insert(hash);
    }
  }

  private void insert(long hash) {
    int mask = slots.length - 1;
    int at = (int) hash & mask;
    while (slots[at] != 0) {
      if (slots[at] == hash) {
        return;
      }
      at = (at + 1) & mask;
    }
    slots[at] = hash;
    if (++size > slots.length / 2) {
      grow();
    }
  }

  private void grow() {
    long[] old = slots;
    if (size > EXACT) {
      spread();
      return;
    }
    slots = new long[old.length * 2];
    size = 0;
    for (long hash : old) {
      if (hash != 0) {
        insert(hash);
      }
    }
  }

  private void spread() {
    HyperLogLog spread = new HyperLogLog();
    for (long hash : slots) {
      if (hash != 0) {
        spread.add(hash);
      }
    }
    if (zero) {
      spread.add(0);
    }
    many = spread;
    slots = new long[0];
  }

  void merge(Distinct other) {
    if (other.many != null) {
      if (many == null) {
        spread();
      }
      many.merge(other.many);
      return;
    }
    for (long hash : other.slots) {
      if (hash != 0) {
        add(hash);
      }
    }
    if (other.zero) {
      add(0);
    }
  }

  double estimate() {
    return many == null ? size + (zero ? 1 : 0) : many.estimate();
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(many == null ? size : -1);
    if (many != null) {
      many.write(out);
      return;
    }
    out.writeBoolean(zero);
    long[] sorted = Arrays.stream(slots).filter(h -> h != 0).sorted().toArray();
    for (long hash : sorted) {
      out.writeLong(hash);
    }
  }

  void read(DataInput in) throws IOException {
    int count = in.readInt();
    if (count < 0) {
      many = new HyperLogLog();
      many.read(in);
      return;
    }
    zero = in.readBoolean();
    for (int i = 0; i < count; i++) {
      add(in.readLong());
    }
  }
}
