package dev.plumbline.tables;

import dev.plumbline.runner.table.TableException;
import io.delta.kernel.Scan;
import io.delta.kernel.TableManager;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.defaults.engine.fileio.FileIO;
import io.delta.kernel.engine.MetricsReporter;
import io.delta.kernel.engine.ParquetHandler;
import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.exceptions.TableNotFoundException;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.utils.CloseableIterator;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The door to Delta Kernel: an engine on some files, snapshots of a version, their files. */
final class Kernel extends DefaultEngine {
  /** Files of this machine. */
  static final Kernel LOCAL = new Kernel(new NioFiles());

  private final FileIO files;

  Kernel(FileIO files) {
    super(files);
    this.files = files;
  }

  FileIO files() {
    return files;
  }

  boolean isLocal() {
    return this == LOCAL;
  }

  @Override
  public ParquetHandler getParquetHandler() {
    return new ParquetDoor(files);
  }

  @Override
  public List<MetricsReporter> getMetricsReporters() {
    return List.of(); // they would serialize reports that nobody reads
  }

  /** A version replayed; commits on it go through {@link ProvenanceCommitter} when one is given. */
  static SnapshotImpl snapshot(Place table, long version, ProvenanceCommitter committer) {
    try {
      return (SnapshotImpl)
          TableManager.loadSnapshot(table.path())
              .withCommitter(committer)
              .atVersion(version)
              .build(table.kernel());
    } catch (TableNotFoundException e) {
      throw gone(table, version, e);
    } catch (KernelException e) {
      throw new TableException(
          TableException.Kind.USER, "Cannot open " + table + ": " + e.getMessage(), e);
    } catch (RuntimeException e) {
      throw unreadable(table, version, e);
    }
  }

  static SnapshotImpl snapshot(Place table, long version) {
    return snapshot(table, version, new ProvenanceCommitter(table.files(), Map::of));
  }

  static TableException gone(Place table, long version, Exception cause) {
    return new TableException(
        TableException.Kind.GONE,
        "Cannot open "
            + table
            + " at version "
            + version
            + ": its log no longer holds it, plan again to take the newest",
        cause);
  }

  private static TableException unreadable(Place table, long version, RuntimeException e) {
    String what = "Cannot read the log of " + table + " at version " + version + ": ";
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof NoSuchFileException || cause instanceof FileNotFoundException) {
        return gone(table, version, e);
      }
    }
    Throwable damage = DamagedFileException.in(e);
    return new TableException(
        TableException.Kind.CORRUPT, what + (damage == e ? e : damage.getMessage()), e);
  }

  /** Each live file of a scan, as Kernel's scan-file row with statistics. */
  static void files(Place table, long version, Scan scan, Consumer<Row> each) {
    try (CloseableIterator<FilteredColumnarBatch> batches =
        scan.getScanFiles(table.kernel(), true)) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> rows = batches.next().getRows()) {
          rows.forEachRemaining(each);
        }
      }
    } catch (IOException e) {
      throw unreadable(table, version, new UncheckedIOException(e));
    } catch (TableException e) {
      throw e;
    } catch (RuntimeException e) {
      throw unreadable(table, version, e);
    }
  }
}
