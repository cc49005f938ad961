package dev.plumbline.runner.engine;

import java.util.List;

/** What an engine tells while it works. Called from any thread. */
public interface Progress {
  /** Rows that came out of a step so far; the last call tells the exact count. */
  void rows(String step, long rows);

  /** What it is doing now, for example a Spark stage and its tasks. */
  void detail(String step, String text);

  /** Rows that an ingest could not read: all of them counted, some of them shown. */
  void rejected(String step, long rows, List<String> samples);

  /** A table that was really read, for the audit: location and version. */
  void read(String step, String location, long version);

  /** Something that differs from what was declared. */
  void warn(String step, String message);
}
