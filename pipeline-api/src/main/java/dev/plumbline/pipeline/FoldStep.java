package dev.plumbline.pipeline;

/**
 * All rows into one value. The sum {@code A} is a record of field types; {@code add} and {@code
 * merge} may change and return their first argument.
 */
public non-sealed interface FoldStep<I, A, V> extends Step {
  A zero();

  A add(A sum, I row);

  /** Must not depend on the order of its calls, since engines sum in parallel. */
  A merge(A left, A right);

  V finish(A sum);
}
