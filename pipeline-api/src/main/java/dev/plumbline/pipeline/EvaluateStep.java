package dev.plumbline.pipeline;

/**
 * Predictions beside what was true, into metrics. The sum {@code A} is a record of field types;
 * {@code add} and {@code merge} may change and return their first argument.
 */
public non-sealed interface EvaluateStep<I, F, P, A> extends Step {
  F features(I row);

  A zero();

  A add(A sum, I row, P prediction);

  A merge(A left, A right);

  Metrics finish(A sum);
}
