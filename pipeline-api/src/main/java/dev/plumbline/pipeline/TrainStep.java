package dev.plumbline.pipeline;

/**
 * Rows into a model, in one process, over a local spill of the rows that can be read several times.
 *
 * @param <I> the training row
 * @param <F> what the model sees when it scores
 * @param <P> what it predicts
 */
public non-sealed interface TrainStep<I, F, P> extends Step {
  Model<F, P> train(Iterable<I> rows, Training run) throws Exception;
}
