/**
 * The tracking store and the registry of another machine, on MLflow's wire. Read first: {@link
 * dev.plumbline.tracking.client.RemoteTracking}, {@link
 * dev.plumbline.tracking.client.RemoteSettings}, then {@code Wire} for what a call is and {@code
 * RemoteRuns} for how a port becomes calls.
 */
package dev.plumbline.tracking.client;
