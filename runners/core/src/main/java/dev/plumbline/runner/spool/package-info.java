/**
 * Events between a run and a store that may be away or slow: {@link
 * dev.plumbline.runner.spool.Spool} keeps them on the disk until the store has them.
 */
package dev.plumbline.runner.spool;
