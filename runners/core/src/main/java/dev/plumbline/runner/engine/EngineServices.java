package dev.plumbline.runner.engine;

import dev.plumbline.pipeline.Resources;
import dev.plumbline.pipeline.port.ModelFormat;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an engine is given.
 *
 * @param storage conf of object stores, by its keys; none is a secret
 * @param scratch a folder for spills, deleted by the caller after the run
 * @param session a folder for what stays open for the process's next run; its {@link EngineFactory}
 *     deletes it when it is closed
 * @param threads how many threads it may use in this process
 */
public record EngineServices(
    Resources resources,
    ModelFormat models,
    SortedMap<String, String> storage,
    Path scratch,
    Path session,
    int threads) {
  /** Without object stores. */
  public EngineServices(
      Resources resources, ModelFormat models, Path scratch, Path session, int threads) {
    this(resources, models, new TreeMap<>(), scratch, session, threads);
  }
}
