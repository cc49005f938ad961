package dev.plumbline.tables;

import dev.plumbline.pipeline.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a log says of a table at one version, its files aside: the metadata and protocol actions.
 */
record TableHead(
    long version,
    String id,
    List<StoredColumn> columns,
    List<String> partitionColumns,
    Map<String, String> configuration,
    int minReader,
    int minWriter,
    Set<String> features) {
  /** How many commits are looked through before the whole log is replayed. */
  private static final int NEAR = 50;

  /** From the checksum file or the nearest commits; empty when the log must be replayed. */
  static Optional<TableHead> find(DeltaLog log, long version) {
    Map<?, ?> metadata = null;
    Map<?, ?> protocol = null;
    for (long v = version; v >= 0 && v > version - NEAR; v--) {
      var checksum = log.checksum(v);
      if (checksum.isPresent()) {
        metadata = metadata == null ? child(checksum.get(), "metadata") : metadata;
        protocol = protocol == null ? child(checksum.get(), "protocol") : protocol;
      } else {
        var actions = log.actions(v, "metaData", "protocol");
        if (actions.isEmpty()) {
          return Optional.empty();
        }
        for (Map<?, ?> action : actions.get()) {
          metadata = metadata == null ? child(action, "metaData") : metadata;
          protocol = protocol == null ? child(action, "protocol") : protocol;
        }
      }
      if (metadata != null && protocol != null) {
        try {
          return Optional.of(of(version, metadata, protocol));
        } catch (ArithmeticException | ClassCastException | IllegalArgumentException e) {
          throw log.notACommit(v, e);
        }
      }
    }
    return Optional.empty();
  }

  private static Map<?, ?> child(Map<?, ?> tree, String name) {
    return (Map<?, ?>) tree.get(name);
  }

  private static TableHead of(long version, Map<?, ?> metadata, Map<?, ?> protocol) {
    Map<String, String> configuration = new TreeMap<>();
    if (metadata.get("configuration") instanceof Map<?, ?> map) {
      map.forEach((k, v) -> configuration.put((String) k, String.valueOf(v)));
    }
    Set<String> features = new TreeSet<>();
    features.addAll(strings(protocol.get("readerFeatures")));
    features.addAll(strings(protocol.get("writerFeatures")));
    return new TableHead(
        version,
        Member.text(metadata, "id"),
        columns(Member.text(metadata, "schemaString")),
        strings(metadata.get("partitionColumns")),
        configuration,
        Math.toIntExact(Member.number(protocol, "minReaderVersion")),
        Math.toIntExact(Member.number(protocol, "minWriterVersion")),
        features);
  }

  static List<StoredColumn> columns(String schemaJson) {
    return StoredColumn.list((Map<?, ?>) Json.parse(schemaJson));
  }

  private static List<String> strings(Object list) {
    List<String> strings = new ArrayList<>();
    if (list instanceof List<?> each) {
      each.forEach(s -> strings.add((String) s));
    }
    return List.copyOf(strings);
  }

  Optional<StoredColumn> column(String name) {
    return columns.stream().filter(c -> c.name().equals(name)).findFirst();
  }
}
