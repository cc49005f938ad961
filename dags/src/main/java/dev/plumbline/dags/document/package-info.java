/**
 * What a scheduler is given, as values: {@link dev.plumbline.dags.document.DagDocument} is the
 * whole, {@link dev.plumbline.dags.document.Task} one call of {@code plumb}, {@link
 * dev.plumbline.dags.document.DagJson} the bytes.
 */
package dev.plumbline.dags.document;
