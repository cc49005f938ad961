package dev.plumbline.cli.wire;

import dev.plumbline.pipeline.event.RunListener;
import java.util.function.UnaryOperator;

/** Gives each run the listener that records it. */
public interface Recorder {
  /**
   * @param guard stands before whatever writes the record, also where that is later than the event
   */
  RunListener listener(UnaryOperator<RunListener> guard);
}
