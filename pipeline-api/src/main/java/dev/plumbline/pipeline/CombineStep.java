package dev.plumbline.pipeline;

/**
 * The rows of each key into a sum, and that into rows. Engines sum in parts and merge these, so
 * that few rows travel and no group waits in memory: take it rather than a {@link GroupStep}
 * wherever a sum is enough. The key is as there; the sum {@code A} is a record of field types, and
 * {@code add} and {@code merge} may change and return their first argument.
 */
public non-sealed interface CombineStep<K, I, A, O> extends Step {
  K key(I row);

  A zero();

  A add(A sum, I row);

  /** Must not depend on the order of its calls, since engines sum in parallel. */
  A merge(A left, A right);

  void finish(K key, A sum, Output<? super O> out) throws Exception;
}
