package dev.plumbline.runner.engine;

import java.lang.reflect.Type;
import java.nio.file.Path;

/**
 * A model directory on this machine, verified. Engines bring it to where the rows are and load it
 * there by {@link dev.plumbline.pipeline.port.ModelFormat}, once for each task or thread.
 *
 * @param digest names its content
 */
public record ModelFiles(Path folder, String digest, Type features, Type prediction) {}
