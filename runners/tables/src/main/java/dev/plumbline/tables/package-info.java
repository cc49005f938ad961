/**
 * Delta tables without an engine: {@link dev.plumbline.tables.DeltaCatalog} tells their state for
 * planning, {@link dev.plumbline.tables.DeltaReader} reads pinned versions, {@link
 * dev.plumbline.tables.DeltaTableStore} stages and commits, {@link
 * dev.plumbline.tables.DeltaTables} judges what any engine is about to write, {@link
 * dev.plumbline.tables.LinkedCommit} keeps two processes from winning one version.
 */
package dev.plumbline.tables;
