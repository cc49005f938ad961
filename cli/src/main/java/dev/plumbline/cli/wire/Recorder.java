package dev.plumbline.cli.wire;

import dev.plumbline.pipeline.event.RunListener;

/** Gives each run the listener that records it. */
public interface Recorder {
  RunListener listener();
}
