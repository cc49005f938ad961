package dev.plumbline.tables;

import io.delta.kernel.data.Row;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.actions.DeletionVectorDescriptor;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
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

  /** Of an add action, as JSON. */
  static LiveFile of(Map<?, ?> add) {
    Map<String, String> values = new LinkedHashMap<>();
    if (add.get("partitionValues") instanceof Map<?, ?> map) {
      map.forEach((k, v) -> values.put((String) k, (String) v));
    }
    OptionalLong records =
        add.get("stats") instanceof String stats ? records(stats) : OptionalLong.empty();
    long deleted =
        add.get("deletionVector") instanceof Map<?, ?> vector
            ? Member.number(vector, "cardinality")
            : 0;
    return new LiveFile(
        Member.text(add, "path"),
        Member.number(add, "size"),
        values,
        deletions(add),
        records.isPresent() ? OptionalLong.of(records.getAsLong() - deleted) : records);
  }

  /** The identity of an add's or remove's deletion vector, as Delta's protocol derives it. */
  static Optional<String> deletions(Map<?, ?> action) {
    if (!(action.get("deletionVector") instanceof Map<?, ?> vector)) {
      return Optional.empty();
    }
    String id = "" + vector.get("storageType") + vector.get("pathOrInlineDv");
    return Optional.of(vector.get("offset") == null ? id : id + "@" + vector.get("offset"));
  }

  private static OptionalLong records(String stats) {
    Matcher matcher = RECORDS.matcher(stats);
    return matcher.find()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }

  /** The members by which {@link #kept} makes it again. */
  Map<String, Object> toKeep() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("path", path);
    tree.put("size", sizeBytes);
    tree.put("partitionValues", partitionValues);
    deletions.ifPresent(id -> tree.put("deletions", id));
    rows.ifPresent(n -> tree.put("rows", n));
    return tree;
  }

  static LiveFile kept(Map<?, ?> tree) {
    LiveFile file = of(tree);
    return new LiveFile(
        file.path(),
        file.sizeBytes(),
        file.partitionValues(),
        Optional.ofNullable((String) tree.get("deletions")),
        tree.get("rows") instanceof BigDecimal n
            ? OptionalLong.of(n.longValue())
            : OptionalLong.empty());
  }
}
