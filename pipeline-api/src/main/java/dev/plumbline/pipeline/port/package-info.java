/**
 * What a run asks of the world around it: {@link dev.plumbline.pipeline.port.RunHistory}, {@link
 * dev.plumbline.pipeline.port.ModelRegistry}, {@link dev.plumbline.pipeline.port.ArtifactStore},
 * {@link dev.plumbline.pipeline.port.ModelFormat}.
 */
package dev.plumbline.pipeline.port;
