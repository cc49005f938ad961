package dev.plumbline.spark.rows;

import dev.plumbline.pipeline.event.Profile;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.profile.Profiler;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.util.AccumulatorV2;

/**
 * The profiles of the partitions of one write, as bytes. Kept by partition, so that a task that ran
 * twice counts once, and merged in their order, so that a repeated run tells the same.
 */
public final class ProfileParts extends AccumulatorV2<ProfileParts.Part, Map<Integer, byte[]>> {
  private static final long serialVersionUID = 1L;

  /** One partition's profile; never compared. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Part(int partition, byte[] bytes) implements Serializable {}

  private final TreeMap<Integer, byte[]> parts = new TreeMap<>();

  /** Of all rows; for the driver, when the write is done. */
  public synchronized Profile profile(Schema<?> schema) {
    Profiler all = Profiler.of(schema);
    parts.values().forEach(bytes -> all.merge(Profiler.fromBytes(schema, bytes)));
    return all.profile();
  }

  @Override
  public synchronized void add(Part part) {
    parts.put(part.partition(), part.bytes());
  }

  @Override
  public synchronized boolean isZero() {
    return parts.isEmpty();
  }

  @Override
  public synchronized AccumulatorV2<Part, Map<Integer, byte[]>> copy() {
    ProfileParts copy = new ProfileParts();
    copy.parts.putAll(parts);
    return copy;
  }

  @Override
  public synchronized void reset() {
    parts.clear();
  }

  @Override
  public void merge(AccumulatorV2<Part, Map<Integer, byte[]>> other) {
    Map<Integer, byte[]> theirs = other.value();
    synchronized (this) {
      parts.putAll(theirs);
    }
  }

  @Override
  public synchronized Map<Integer, byte[]> value() {
    return new TreeMap<>(parts);
  }
}
