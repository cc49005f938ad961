package dev.plumbline.cli.show;

/** Where a run's progress is shown. Safe for many threads; the caller closes it. */
public interface Status extends AutoCloseable {
  /** A line that stays. */
  void line(String text);

  /** A step begins. */
  void begin(String step);

  /** Rows of a step so far, and what is done for it now. */
  void progress(String step, long rows, String detail);

  /** A step ended. */
  void end(String step);

  @Override
  void close();
}
