package dev.plumbline.runner.engine;

import dev.plumbline.runner.codec.RowSpill;

/**
 * Rows that an engine brought to this machine, in a fixed order, to be read as often as wanted.
 * They lie in files; who asked for them closes them, before the engine is closed.
 */
public interface LocalRows extends AutoCloseable {
  long size();

  /** The rows as records of their schema's class; each iterator is for one thread. */
  Iterable<?> rows();

  @Override
  void close();

  /** Rows in a spill, which goes with them. */
  static LocalRows of(RowSpill<?> spill) {
    return new LocalRows() {
      @Override
      public long size() {
        return spill.size();
      }

      @Override
      public Iterable<?> rows() {
        return spill.rows();
      }

      @Override
      public void close() {
        spill.close();
      }
    };
  }
}
