package dev.plumbline.tracking.postgres;

import java.util.OptionalLong;

/**
 * A write that was done, or that may have been.
 *
 * @param unsure the number of its transaction if the connection was lost in the middle of the
 *     commit
 */
record Attempt<T>(T result, OptionalLong unsure) {}
