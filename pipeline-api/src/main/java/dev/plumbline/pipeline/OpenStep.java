package dev.plumbline.pipeline;

/** Rows with something held open for each partition, such as a connection. */
public non-sealed interface OpenStep<I, O> extends Step {
  /** Opens it; called once for each partition, by the thread that then works and closes. */
  Work<I, O> open(Resources resources) throws Exception;
}
