/**
 * The store in one SQLite file. Read first: {@link dev.plumbline.tracking.sqlite.EmbeddedTracking},
 * then {@code Database} for what a transaction is and {@code PagedQuery} for how a search becomes
 * SQL; the tables are in {@code 001-store.sql}.
 */
package dev.plumbline.tracking.sqlite;
