package dev.plumbline.spark;

import dev.plumbline.runner.engine.Progress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps what the engine tells. */
final class Told implements Progress {
  final Map<String, Long> rows = new ConcurrentHashMap<>();
  final List<String> reads = Collections.synchronizedList(new ArrayList<>());
  final List<String> rejected = Collections.synchronizedList(new ArrayList<>());
  final List<String> warnings = Collections.synchronizedList(new ArrayList<>());

  @Override
  public void rows(String step, long count) {
    rows.put(step, count);
  }

  @Override
  public void detail(String step, String text) {
    // for people only
  }

  @Override
  public void rejected(String step, long count, List<String> samples) {
    rejected.addAll(samples);
  }

  @Override
  public void read(String step, String location, long version) {
    reads.add(step + " " + location + " " + version);
  }

  @Override
  public void warn(String step, String message) {
    warnings.add(message);
  }
}
