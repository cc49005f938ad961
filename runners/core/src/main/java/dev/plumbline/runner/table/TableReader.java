package dev.plumbline.runner.table;

import java.util.Iterator;

/** Reads pinned versions in this process. Safe for many threads. */
public interface TableReader {
  /**
   * The rows as cells, in an order fixed by the version. The caller closes it.
   *
   * @throws TableException GONE, CORRUPT or USER as {@link TableException.Kind} says
   */
  Rows read(PinnedRead read);

  /** Rows being read; used by one thread. */
  interface Rows extends Iterator<Object[]>, AutoCloseable {
    @Override
    void close();
  }
}
