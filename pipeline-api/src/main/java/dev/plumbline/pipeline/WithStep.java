package dev.plumbline.pipeline;

/** Each row with one finished value beside it: a lookup, the run's interval, a fold's result. */
public non-sealed interface WithStep<I, V, O> extends Step {
  void apply(I row, V with, Output<? super O> out) throws Exception;
}
