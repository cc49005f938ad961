package dev.plumbline.pipeline;

/** Each row into two outputs. */
public non-sealed interface BranchStep<I, A, B> extends Step {
  void apply(I row, Output<? super A> first, Output<? super B> second) throws Exception;
}
