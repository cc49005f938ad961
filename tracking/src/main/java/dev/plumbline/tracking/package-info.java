/**
 * Experiments, runs, models and artifacts in MLflow's words. Read first: {@link
 * dev.plumbline.tracking.TrackingStore}, {@link dev.plumbline.tracking.RegistryStore}, {@link
 * dev.plumbline.tracking.Run}, {@link dev.plumbline.tracking.Search}, and {@link
 * dev.plumbline.tracking.sqlite.EmbeddedTracking} for the store that needs no service.
 */
package dev.plumbline.tracking;
