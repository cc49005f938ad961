package dev.plumbline.cli.wire;

import dev.plumbline.runner.engine.EngineFactory;
import dev.plumbline.tables.Storage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The engines on the class path, by name; closed with the command. */
public final class Engines implements AutoCloseable {
  private final Providers providers;
  private final Storage storage;
  private final Map<String, EngineFactory> loaded = new HashMap<>();

  public Engines(Providers providers, Storage storage) {
    this.storage = storage;
    this.providers = providers;
  }

  /**
   * An engine's factory; starts nothing.
   *
   * @throws IllegalArgumentException naming the engines that there are
   */
  public synchronized EngineFactory load(String name) {
    return loaded.computeIfAbsent(name, this::find);
  }

  @Override
  public synchronized void close() {
    loaded.values().forEach(EngineFactory::close);
    loaded.clear();
  }

  private EngineFactory find(String name) {
    if (name.equals("local")) {
      return new LocalEngineFactory(storage);
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
