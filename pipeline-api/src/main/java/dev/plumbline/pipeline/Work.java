package dev.plumbline.pipeline;

/** What an {@link OpenStep} holds open for one partition; used and closed by one thread. */
@SuppressWarnings("try")
public interface Work<I, O> extends AutoCloseable {
  void apply(I row, Output<? super O> out) throws Exception;

  @Override
  void close() throws Exception;
}
