package dev.plumbline.pipeline;

/** A model's predictions as rows. */
public non-sealed interface ScoreStep<I, F, P, O> extends Step {
  F features(I row);

  O output(I row, P prediction);
}
