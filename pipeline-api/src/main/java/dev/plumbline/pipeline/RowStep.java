package dev.plumbline.pipeline;

/** Each row by itself into any number of rows. */
public non-sealed interface RowStep<I, O> extends Step {
  void apply(I row, Output<? super O> out) throws Exception;
}
