/**
 * A small pipeline that makes every kind of effect: a read table, two outputs of one step (one
 * replaced, one appended), a trained model, metrics, a version that is promoted, one that a gate
 * refuses, and scores.
 */
package ferries;
