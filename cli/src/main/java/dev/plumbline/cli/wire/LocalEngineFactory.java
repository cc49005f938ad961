package dev.plumbline.cli.wire;

import dev.plumbline.runner.engine.Engine;
import dev.plumbline.runner.engine.EngineFactory;
import dev.plumbline.runner.engine.EngineServices;
import dev.plumbline.runner.local.LocalEngine;
import dev.plumbline.tables.DeltaReader;
import dev.plumbline.tables.DeltaTableStore;
import dev.plumbline.tables.Storage;
import java.util.List;
import java.util.Map;

/** The local engine on Delta tables. Here, since core knows no tables and tables no engine. */
final class LocalEngineFactory implements EngineFactory {
  private final Storage storage;

  LocalEngineFactory(Storage storage) {
    this.storage = storage;
  }

  @Override
  public String name() {
    return "local";
  }

  @Override
  public String version() {
    return "local";
  }

  @Override
  public List<String> resultKeys() {
    return List.of();
  }

  @Override
  public Engine open(Map<String, String> conf, EngineServices services) {
    return new LocalEngine(new DeltaReader(storage), new DeltaTableStore(storage), services);
  }
}
