package dev.plumbline.tables;

import dev.plumbline.runner.table.TableCatalog;
import dev.plumbline.runner.table.TableException;
import dev.plumbline.runner.table.TableState;
import io.delta.kernel.internal.SnapshotImpl;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * Delta tables by their folder. Keeps nothing in memory between calls; safe for many threads and,
 * with one cache folder, for many processes.
 */
public final class DeltaCatalog implements TableCatalog {
  private final Storage storage;
  private final FileListCache cache;

  /** Without a cache: each state replays the log when its files are asked for. */
  public DeltaCatalog(Storage storage) {
    this.storage = storage;
    this.cache = new FileListCache(Optional.empty());
  }

  /**
   * Remembers in a folder the live files of the versions it has seen, so that the next process
   * reads the commits since then alone. It can be deleted at any time.
   */
  public DeltaCatalog(Storage storage, Path cacheFolder) {
    this.storage = storage;
    this.cache = new FileListCache(Optional.of(cacheFolder));
  }

  @Override
  public Optional<TableState> latest(URI location) {
    return newest(location).map(state -> state);
  }

  @Override
  public Optional<String> obstacleToCommit(URI location) {
    Place place = storage.place(location);
    return place.files() instanceof ObjectStore.Files files
        ? files.obstacleToCommit(place.path())
        : Optional.empty();
  }

  Optional<DeltaState> newest(URI location) {
    DeltaLog log = new DeltaLog(storage.place(location));
    OptionalLong version = log.newest();
    return version.isEmpty()
        ? Optional.empty()
        : Optional.of(state(location, log, version.getAsLong()));
  }

  @Override
  public TableState at(URI location, long version) {
    return version(location, version);
  }

  DeltaState version(URI location, long version) {
    DeltaLog log = new DeltaLog(storage.place(location));
    OptionalLong newest = log.newest();
    if (newest.isEmpty() || version < 0 || version > newest.getAsLong()) {
      throw new TableException(
          TableException.Kind.GONE,
          "Cannot open "
              + log.table()
              + " at version "
              + version
              + ": "
              + (newest.isEmpty() ? "no table is there" : "its newest is " + newest.getAsLong())
              + ", it was deleted since; plan again");
    }
    return state(location, log, version);
  }

  private DeltaState state(URI location, DeltaLog log, long version) {
    TableHead head = TableHead.find(log, version).orElseGet(() -> replayed(log, version));
    return new DeltaState(location, log, head, cache);
  }

  private static TableHead replayed(DeltaLog log, long version) {
    SnapshotImpl snapshot = Kernel.snapshot(log.table(), version);
    var protocol = snapshot.getProtocol();
    var features = new TreeSet<>(protocol.getReaderAndWriterFeatures());
    Map<String, String> configuration = new HashMap<>(snapshot.getMetadata().getConfiguration());
    return new TableHead(
        version,
        snapshot.getMetadata().getId(),
        TableHead.columns(snapshot.getMetadata().getSchemaString()),
        snapshot.getPartitionColumnNames(),
        configuration,
        protocol.getMinReaderVersion(),
        protocol.getMinWriterVersion(),
        features);
  }
}
