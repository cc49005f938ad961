package dev.plumbline.spark;

import dev.plumbline.runner.engine.Engine;
import dev.plumbline.runner.engine.EngineServices;
import dev.plumbline.testing.EngineContract;
import java.util.Map;

/** The engine contract on a local session. */
final class SparkEngineTest extends EngineContract {
  @Override
  protected Engine open(EngineServices services) {
    TestingSession.get();
    return new SparkEngineFactory().open(Map.of(), services);
  }
}
