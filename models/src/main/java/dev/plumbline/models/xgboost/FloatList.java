package dev.plumbline.models.xgboost;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;

/** Floats as doubles, boxed only when asked for. */
final class FloatList extends AbstractList<Double> implements RandomAccess {
  private final float[] values;
  private final int size;

  FloatList(float[] values, int size) {
    this.values = values;
    this.size = size;
  }

  @Override
  public Double get(int index) {
    return (double) values[Objects.checkIndex(index, size)];
  }

  @Override
  public int size() {
    return size;
  }
}
