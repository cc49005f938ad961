package dev.plumbline.runner.run;

import dev.plumbline.runner.engine.Engine;
import java.util.Optional;
import java.util.function.Supplier;

/** The run's engine: opened when the first step needs it, closed with the run. */
final class OpenEngine implements AutoCloseable {
  private final Supplier<Engine> factory;
  private Optional<Engine> engine = Optional.empty();

  OpenEngine(Supplier<Engine> factory) {
    this.factory = factory;
  }

  synchronized Engine get() {
    if (engine.isEmpty()) {
      engine = Optional.of(factory.get());
    }
    return engine.get();
  }

  @Override
  public synchronized void close() {
    engine.ifPresent(Engine::close);
  }
}
