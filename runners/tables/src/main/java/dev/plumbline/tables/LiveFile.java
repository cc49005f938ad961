package dev.plumbline.tables;

import io.delta.kernel.data.Row;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.actions.DeletionVectorDescriptor;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A data file of one version.
 *
 * @param path as the log has it
 * @param deletions the deletion vector's identity
 * @param rows live rows, where the statistics tell them
 */
record LiveFile(
    String path,
    long sizeBytes,
    Map<String, String> partitionValues,
    Optional<String> deletions,
    OptionalLong rows) {
  private static final Pattern RECORDS = Pattern.compile("\"numRecords\"\\s*:\\s*(\\d+)");

  static LiveFile of(Row scanFile) {
    AddFile add = new AddFile(scanFile.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL));
    Optional<DeletionVectorDescriptor> vector = add.getDeletionVector();
    OptionalLong records = add.getStatsJson().map(LiveFile::records).orElse(OptionalLong.empty());
    long deleted = vector.map(DeletionVectorDescriptor::getCardinality).orElse(0L);
    return new LiveFile(
        add.getPath(),
        add.getSize(),
        InternalScanFileUtils.getPartitionValues(scanFile),
        vector.map(DeletionVectorDescriptor::getUniqueId),
        records.isPresent() ? OptionalLong.of(records.getAsLong() - deleted) : records);
  }

  private static OptionalLong records(String stats) {
    Matcher matcher = RECORDS.matcher(stats);
    return matcher.find()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }
}
