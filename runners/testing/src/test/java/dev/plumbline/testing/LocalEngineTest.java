package dev.plumbline.testing;

import dev.plumbline.runner.engine.Engine;
import dev.plumbline.runner.engine.EngineServices;
import dev.plumbline.runner.local.LocalEngine;
import dev.plumbline.runner.memory.MemoryTables;
import java.time.Clock;

/** The reference engine keeps what it is the reference of. */
class LocalEngineTest extends EngineContract {
  @Override
  protected Engine open(EngineServices services) {
    MemoryTables tables = new MemoryTables(Clock.systemUTC());
    return new LocalEngine(tables, tables, services);
  }
}
