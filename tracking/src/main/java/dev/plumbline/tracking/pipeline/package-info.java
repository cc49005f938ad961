/**
 * A pipeline's run as MLflow runs, and what planning asks of them. Read first: {@link
 * dev.plumbline.tracking.pipeline.TrackingListener} for what is recorded, {@link
 * dev.plumbline.tracking.pipeline.RunTags} for where; {@link
 * dev.plumbline.tracking.pipeline.TrackedHistory}, {@link
 * dev.plumbline.tracking.pipeline.TrackedModels} and {@link
 * dev.plumbline.tracking.pipeline.TrackedArtifacts} are the ports. All work on any {@link
 * dev.plumbline.tracking.TrackingStore}.
 */
package dev.plumbline.tracking.pipeline;
