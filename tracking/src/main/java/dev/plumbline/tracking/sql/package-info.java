/**
 * The store in SQL, whichever database keeps it. Read first: {@code Database} for what a
 * transaction is, {@code Dialect} for what databases say differently, and {@code PagedQuery} for
 * how a search becomes SQL; the tables are in {@code sqlite/001-store.sql} and the like of
 * PostgreSQL.
 */
package dev.plumbline.tracking.sql;
