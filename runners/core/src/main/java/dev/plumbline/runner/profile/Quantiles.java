package dev.plumbline.runner.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.datasketches.kll.KllDoublesSketch;
import org.apache.datasketches.memory.Memory;
import org.apache.datasketches.quantilescommon.QuantilesDoublesSketchIterator;

/**
 * Quantiles by KLL sketches of k = 200, whose rank error is 1.65 % at 99 % confidence. The first
 * {@link #WHOLE} values all go into a first sketch; of what follows, one of each {@link #BLOCK} at
 * random, for as many, into a second one. The sampling alone errs by 0.55 % of the ranks at most
 * (one standard deviation, √(2/n) from the 65,537th value on), and makes the sketch eight times
 * cheaper.
 */
final class Quantiles {
  static final int WHOLE = 65_536;
  private static final int BLOCK = 8;
  private static final int K = 200;

  private KllDoublesSketch whole = KllDoublesSketch.newHeapInstance(K);
  private KllDoublesSketch sampled = KllDoublesSketch.newHeapInstance(K);
  private long random = 0x9E3779B97F4A7C15L;

  /** Takes the first values of an array, none of them NaN, and may overwrite them. */
  void add(double[] values, int size) {
    int blocks = whole.getN() < WHOLE ? 0 : size / BLOCK;
    for (int i = 0; i < blocks; i++) {
      random = random * 6364136223846793005L + 1442695040888963407L;
      values[i] = values[i * BLOCK + (int) (random >>> 61)];
    }
    if (blocks > 0) {
      sampled.update(values, 0, blocks);
    }
    int rest = size - blocks * BLOCK;
    if (rest > 0) {
      whole.update(values, blocks * BLOCK, rest);
    }
  }

  void merge(Quantiles other) {
    if (!other.whole.isEmpty()) {
      whole.merge(other.whole);
    }
    if (!other.sampled.isEmpty()) {
      sampled.merge(other.sampled);
    }
  }

  /** At 0, 0.25, 0.5, 0.75 and 1, the ends exact; none without any value. */
  List<Double> told(double least, double most) {
    List<Weighted> kept = new ArrayList<>();
    keep(whole, 1, kept);
    keep(sampled, BLOCK, kept);
    if (kept.isEmpty()) {
      return List.of();
    }
    kept.sort(Comparator.comparingDouble(Weighted::value));
    double total = kept.stream().mapToLong(Weighted::weight).sum();
    return List.of(
        least, at(0.25 * total, kept), at(0.5 * total, kept), at(0.75 * total, kept), most);
  }

  private static double at(double rank, List<Weighted> kept) {
    long below = 0;
    for (Weighted each : kept) {
      below += each.weight();
      if (below >= rank) {
        return each.value();
      }
    }
    return kept.get(kept.size() - 1).value();
  }

  private static void keep(KllDoublesSketch sketch, int times, List<Weighted> kept) {
    QuantilesDoublesSketchIterator each = sketch.iterator();
    while (each.next()) {
      kept.add(new Weighted(each.getQuantile(), each.getWeight() * times));
    }
  }

  void write(DataOutput out) throws IOException {
    write(whole, out);
    write(sampled, out);
  }

  private static void write(KllDoublesSketch sketch, DataOutput out) throws IOException {
    byte[] bytes = sketch.toByteArray();
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  void read(DataInput in) throws IOException {
    whole = sketch(in);
    sampled = sketch(in);
  }

  private static KllDoublesSketch sketch(DataInput in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return KllDoublesSketch.heapify(Memory.wrap(bytes));
  }

  private record Weighted(double value, long weight) {}
}
