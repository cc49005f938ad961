/**
 * Files of runs and models. Read first: {@link dev.plumbline.tracking.artifacts.LocalArtifacts}.
 */
package dev.plumbline.tracking.artifacts;
