package dev.plumbline.runner.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * HyperLogLog over 64-bit hashes, 4,096 registers. The estimate is Ertl's improved raw estimator
 * (arXiv 1702.01284, algorithm 6), which needs no correction tables.
 */
final class HyperLogLog {
  private static final int BITS = 12;
  private static final int COUNT = 1 << BITS;

  /** The highest rank: one more than the bits that are left of a hash. */
  private static final int TOP = 64 - BITS + 1;

  private final byte[] registers = new byte[COUNT];

  void add(long hash) {
    int register = (int) (hash >>> (64 - BITS));
    int rank = Long.numberOfLeadingZeros((hash << BITS) | (1L << (BITS - 1))) + 1;
    if (rank > registers[register]) {
      registers[register] = (byte) rank;
    }
  }

  void merge(HyperLogLog other) {
    for (int i = 0; i < COUNT; i++) {
      registers[i] = (byte) Math.max(registers[i], other.registers[i]);
    }
  }

  double estimate() {
    int[] ranks = new int[TOP + 1];
    for (byte rank : registers) {
      ranks[rank]++;
    }
    double z = COUNT * tau(1 - ranks[TOP] / (double) COUNT);
    for (int k = TOP - 1; k >= 1; k--) {
      z = 0.5 * (z + ranks[k]);
    }
    z += COUNT * sigma(ranks[0] / (double) COUNT);
    return COUNT / (2 * Math.log(2)) * COUNT / z;
  }

  private static double sigma(double share) {
    if (share == 1) {
      return Double.POSITIVE_INFINITY;
    }
    double x = share;
    double y = 1;
    double z = share;
    double before;
    do {
      x *= x;
      before = z;
      z += x * y;
      y += y;
    } while (z != before);
    return z;
  }

  private static double tau(double share) {
    if (share == 0 || share == 1) {
      return 0;
    }
    double x = share;
    double y = 1;
    double z = 1 - share;
    double before;
    do {
      x = Math.sqrt(x);
      before = z;
      y *= 0.5;
      z -= (1 - x) * (1 - x) * y;
    } while (z != before);
    return z / 3;
  }

  void write(DataOutput out) throws IOException {
    out.write(registers);
  }

  void read(DataInput in) throws IOException {
    in.readFully(registers);
  }
}
