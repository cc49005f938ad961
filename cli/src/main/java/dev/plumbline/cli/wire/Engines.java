package dev.plumbline.cli.wire;

import dev.plumbline.runner.engine.EngineFactory;
import java.util.ArrayList;
import java.util.List;

/** The engines on the class path, by name. */
public final class Engines {
  private final Providers providers;

  public Engines(Providers providers) {
    this.providers = providers;
  }

  /**
   * An engine's factory; starts nothing.
   *
   * @throws IllegalArgumentException naming the engines that there are
   */
  public EngineFactory load(String name) {
    if (name.equals("local")) {
      return new LocalEngineFactory();
    }
    List<String> names = new ArrayList<>(List.of("local"));
    for (EngineFactory factory : providers.all(EngineFactory.class)) {
      if (factory.name().equals(name)) {
        return factory;
      }
      names.add(factory.name());
    }
    throw new IllegalArgumentException(
        "Cannot use engine "
            + name
            + ": on the class path there are "
            + names
            + ", choose one with --engine");
  }
}
