/**
 * The store in a schema of PostgreSQL. Read first: {@link
 * dev.plumbline.tracking.postgres.PostgresTracking}, then {@code PostgresDatabase} for what a
 * transaction is and when it is done again; the tables are in {@code 001-store.sql}.
 */
package dev.plumbline.tracking.postgres;
