package dev.plumbline.pipeline;

/** Where an ingest puts its rows, and the rows that it could not read. Used by one thread. */
public interface IngestOutput<O> extends Output<O> {
  /**
   * Counts a malformed row against {@link IngestStep#tolerance}, which is judged before the commit;
   * the first few are kept for the run's report.
   *
   * @param where for example {@code flights.csv line 17}
   * @param why column, value, and what was expected
   */
  void reject(String where, String why);
}
