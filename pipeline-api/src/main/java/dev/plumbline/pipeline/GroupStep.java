package dev.plumbline.pipeline;

import java.util.Iterator;

/**
 * All rows of one key together. The key is a scalar, an enum or a record of such; as keys −0.0 is
 * 0.0, NaN equals NaN, and null groups with null.
 */
public non-sealed interface GroupStep<K, I, O> extends Step {
  K key(I row);

  /** One group, in no declared order; the iterator is good for one pass. */
  void apply(K key, Iterator<I> rows, Output<? super O> out) throws Exception;
}
