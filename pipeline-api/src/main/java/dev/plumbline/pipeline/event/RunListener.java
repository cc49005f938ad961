package dev.plumbline.pipeline.event;

/**
 * Is told what happens, in order, by one thread at a time. It only listens: what it throws is
 * recorded as a warning and changes nothing. Two kinds of errors mean more: a {@link
 * NotNowException} where it is worth telling it again, and an {@link UnrecordedException} from a
 * listener that a run can't do without.
 */
@SuppressWarnings("try")
public interface RunListener extends AutoCloseable {
  void on(RunEvent event) throws Exception;

  /** Called once after the last event. */
  @Override
  default void close() throws Exception {}
}
