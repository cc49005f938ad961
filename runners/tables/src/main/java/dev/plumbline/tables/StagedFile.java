package dev.plumbline.tables;

import java.util.List;

/**
 * A data file that waits for its commit.
 *
 * @param partition cells of the partition columns, null included
 */
record StagedFile(String file, List<Object> partition, long rows) {}
