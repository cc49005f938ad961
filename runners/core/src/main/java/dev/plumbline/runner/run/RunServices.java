package dev.plumbline.runner.run;

import dev.plumbline.pipeline.event.RunListener;
import dev.plumbline.pipeline.port.ArtifactStore;
import dev.plumbline.pipeline.port.ModelFormat;
import dev.plumbline.pipeline.port.ModelRegistry;
import dev.plumbline.runner.engine.Engine;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a run uses.
 *
 * @param engine opened once, when the first step needs it, and closed by the run
 * @param models likewise made when needed
 * @param ownership of what is run; whoever took it closes it, after the run
 * @param scratch a folder of this run; deleted by it
 */
public record RunServices(
    Supplier<Engine> engine,
    Supplier<ModelFormat> models,
    ModelRegistry registry,
    ArtifactStore artifacts,
    Ownership ownership,
    Path scratch,
    Clock clock,
    List<RunListener> listeners) {
  public RunServices {
    listeners = List.copyOf(listeners);
  }
}
