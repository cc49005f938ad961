/**
 * MLflow's requests, answers and errors as JSON. Read first: {@link
 * dev.plumbline.tracking.server.wire.Field}, {@link dev.plumbline.tracking.server.wire.Message},
 * {@link dev.plumbline.tracking.server.wire.Refusal}.
 */
package dev.plumbline.tracking.server.wire;
