/**
 * MLflow's routes over a store, apart from any HTTP library. Read first: {@link
 * dev.plumbline.tracking.server.api.Api}, {@link dev.plumbline.tracking.server.api.Route}, {@link
 * dev.plumbline.tracking.server.api.RunRoutes}.
 */
package dev.plumbline.tracking.server.api;
