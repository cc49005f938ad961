package dev.plumbline.models.xgboost;

import java.util.ArrayDeque;
import java.util.List;
import ml.dmlc.xgboost4j.java.util.BigDenseMatrix;

/**
 * Encoded rows outside of the heap: grows by chunks, then becomes one matrix. The last column of
 * each row is its label. Frees what is left when closed.
 */
final class RowBuffer implements AutoCloseable {
  private static final int CHUNK_ROWS = 1 << 16;

  private final int columns;
  private final ArrayDeque<BigDenseMatrix> chunks = new ArrayDeque<>();
  private long rows;

  /**
   * @param columns without the label
   */
  RowBuffer(int columns) {
    this.columns = columns;
  }

  void add(float[] encoded, float label) {
    int at = (int) (rows % CHUNK_ROWS);
    if (at == 0) {
      chunks.add(new BigDenseMatrix(CHUNK_ROWS, columns + 1));
    }
    BigDenseMatrix chunk = chunks.getLast();
    long cell = (long) at * (columns + 1);
    for (int j = 0; j < columns; j++) {
      chunk.set(cell + j, encoded[j]);
    }
    chunk.set(cell + columns, label);
    rows++;
  }

  long rows() {
    return rows;
  }

  /**
   * Moves all rows into matrices that the caller disposes of; chunks are freed on the way.
   *
   * @param recode for each column and the label what codes become, empty to leave them
   */
  void moveTo(BigDenseMatrix features, BigDenseMatrix labels, List<float[]> recode) {
    float[][] codes = recode.toArray(float[][]::new);
    long row = 0;
    while (!chunks.isEmpty()) {
      BigDenseMatrix chunk = chunks.peekFirst();
      long count = Math.min(CHUNK_ROWS, rows - row);
      for (long i = 0; i < count; i++, row++) {
        for (int j = 0; j <= columns; j++) {
          float value = chunk.get(i * (columns + 1) + j);
          if (codes[j].length > 0 && !Float.isNaN(value)) {
            value = codes[j][(int) value];
          }
          if (j < columns) {
            features.set(row * columns + j, value);
          } else {
            labels.set(row, value);
          }
        }
      }
      chunks.removeFirst().dispose();
    }
  }

  @Override
  public void close() {
    chunks.forEach(BigDenseMatrix::dispose);
    chunks.clear();
  }
}
