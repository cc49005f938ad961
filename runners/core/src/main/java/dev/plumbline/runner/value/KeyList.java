package dev.plumbline.runner.value;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;

/** Several keys as one; equal to any list of the same, and quick to compare with its like. */
final class KeyList extends AbstractList<Object> implements RandomAccess {
  private final Object[] keys;

  /**
   * @param keys not changed any more
   */
  KeyList(Object[] keys) {
    this.keys = keys;
  }

  @Override
  public Object get(int index) {
    return keys[index];
  }

  @Override
  public int size() {
    return keys.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyList that ? Arrays.equals(keys, that.keys) : super.equals(other);
  }

  /** As {@link java.util.List} says. */
  @Override
  public int hashCode() {
    return Arrays.hashCode(keys);
  }
}
