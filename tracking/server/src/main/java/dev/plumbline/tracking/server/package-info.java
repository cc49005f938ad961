/**
 * A tracking store and registry on MLflow's wire. Read first: {@link
 * dev.plumbline.tracking.server.TrackingServer}, {@link
 * dev.plumbline.tracking.server.ServerSettings}; DIFFERENCES.md beside this module's pom.xml lists
 * where it is meant to differ from MLflow.
 */
package dev.plumbline.tracking.server;
