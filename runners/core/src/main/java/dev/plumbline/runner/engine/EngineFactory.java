package dev.plumbline.runner.engine;

import java.util.List;
import java.util.Map;

/** Makes an engine; found by {@link java.util.ServiceLoader} and its name. */
public interface EngineFactory extends AutoCloseable {
  String name();

  /** What goes into the identity of native steps: the engine and its version. */
  String version();

  /** Conf keys, below {@code <engine name>.}, that bear on the result of a step. */
  List<String> resultKeys();

  /**
   * Starts the engine; the caller closes it.
   *
   * @param conf the values below {@code <engine name>.}, without that prefix
   */
  Engine open(Map<String, String> conf, EngineServices services);

  /** Ends what its engines shared, such as a connection to a cluster; they are closed by then. */
  @Override
  default void close() {}
}
