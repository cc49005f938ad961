package dev.plumbline.spark.rows;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.spark.TaskContext;
import org.apache.spark.util.AccumulatorV2;

/**
 * What one step did in each partition: rows out, rows rejected and some of these. Kept by
 * partition, so that a task that ran twice counts once.
 */
public final class Tally extends AccumulatorV2<Tally.Part, Map<Integer, Tally.Part>> {
  private static final long serialVersionUID = 1L;

  /** How many rejected rows are shown. */
  public static final int SAMPLES = 10;

  /** One partition's counts. Written by one thread. */
  public static final class Part implements Serializable {
    private static final long serialVersionUID = 1L;
    private final int partition;
    private long rows;
    private long rejected;
    // An array, for a heartbeat may serialize it at any moment.
    private final String[] samples = new String[SAMPLES];

    Part(int partition) {
      this.partition = partition;
    }

    public void row() {
      rows++;
    }

    public void reject(String sample) {
      if (rejected < SAMPLES) {
        samples[(int) rejected] = sample;
      }
      rejected++;
    }
  }

  private final TreeMap<Integer, Part> parts = new TreeMap<>();

  /** The counts of a task's partition; they are brought back when the task ends. */
  public Part part(TaskContext task) {
    Part part = new Part(task.partitionId());
    add(part);
    return part;
  }

  public synchronized long rows() {
    return parts.values().stream().mapToLong(p -> p.rows).sum();
  }

  public synchronized long rejected() {
    return parts.values().stream().mapToLong(p -> p.rejected).sum();
  }

  /** The first few, by partition. */
  public synchronized List<String> samples() {
    return parts.values().stream()
        .flatMap(p -> Arrays.stream(p.samples))
        .filter(Objects::nonNull)
        .limit(SAMPLES)
        .toList();
  }

  @Override
  public synchronized void add(Part part) {
    parts.put(part.partition, part);
  }

  @Override
  public synchronized boolean isZero() {
    return parts.isEmpty();
  }

  @Override
  public synchronized AccumulatorV2<Part, Map<Integer, Part>> copy() {
    Tally copy = new Tally();
    copy.parts.putAll(parts);
    return copy;
  }

  @Override
  public synchronized void reset() {
    parts.clear();
  }

  @Override
  public void merge(AccumulatorV2<Part, Map<Integer, Part>> other) {
    Map<Integer, Part> theirs = other.value();
    synchronized (this) {
      parts.putAll(theirs);
    }
  }

  @Override
  public synchronized Map<Integer, Part> value() {
    return new TreeMap<>(parts);
  }
}
