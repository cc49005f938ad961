/**
 * The store in one SQLite file. Read first: {@link dev.plumbline.tracking.sqlite.EmbeddedTracking},
 * then {@code SqliteDatabase} for what a transaction is; the tables are in {@code 001-store.sql}.
 */
package dev.plumbline.tracking.sqlite;
