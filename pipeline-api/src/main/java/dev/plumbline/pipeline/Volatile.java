package dev.plumbline.pipeline;

/** A step that reads the world, such as a clock or a service: it always runs. */
public interface Volatile {}
