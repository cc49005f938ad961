package dev.plumbline.pipeline;

/**
 * A step that reads the world, such as a clock or a service: it always runs. An ingest whose {@link
 * Source} tells its content is pinned by that instead.
 */
public interface Volatile {}
