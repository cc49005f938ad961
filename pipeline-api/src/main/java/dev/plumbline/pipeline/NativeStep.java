package dev.plumbline.pipeline;

/**
 * Work in one engine's own words: the open door. A pipeline that has one is refused at plan time on
 * every other engine. Users implement the engine's own sub-interface, such as {@code SparkStep}.
 */
public non-sealed interface NativeStep<I, O> extends Step {
  /** The engine that can run it, for example {@code spark}. */
  String engine();
}
