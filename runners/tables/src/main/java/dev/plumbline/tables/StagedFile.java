package dev.plumbline.tables;

import java.nio.file.Path;
import java.util.List;

/**
 * A data file that waits for its commit.
 *
 * @param partition cells of the partition columns, null included
 */
record StagedFile(Path file, List<Object> partition, long rows) {}
