package dev.plumbline.tables;

import dev.plumbline.runner.table.PinnedRead;
import dev.plumbline.runner.table.TableException;
import dev.plumbline.runner.table.TableReader;
import io.delta.kernel.data.Row;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.actions.AddFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads pinned versions in this process: the columns of the record, the files that can hold rows of
 * the range, in the order of the files' paths and of the rows in them.
 */
public final class DeltaReader implements TableReader {
  private final Storage storage;
  private final DeltaCatalog catalog;

  public DeltaReader(Storage storage) {
    this.storage = storage;
    this.catalog = new DeltaCatalog(storage);
  }

  @Override
  public Rows read(PinnedRead read) {
    DeltaState state = catalog.version(read.location(), read.version());
    refuseOther(read, state);
    List<String> differences = state.differences(read.schema());
    if (!differences.isEmpty()) {
      throw new TableException(
          TableException.Kind.USER,
          "Cannot read table "
              + read.table()
              + " at version "
              + read.version()
              + ": "
              + String.join("; ", differences));
    }
    Place folder = storage.place(read.location());
    SnapshotImpl snapshot = Kernel.snapshot(folder, read.version());
    ReadPlan plan = ReadPlan.of(read, state.head(), snapshot);
    return new DeltaRows(folder.kernel(), read, plan, files(folder, read, plan));
  }

  private static void refuseOther(PinnedRead read, DeltaState state) {
    if (!state.tableId().equals(read.tableId())) {
      throw new TableException(
          TableException.Kind.GONE,
          "Cannot read table "
              + read.table()
              + " at version "
              + read.version()
              + ": the table at "
              + read.location()
              + " was deleted and recreated since (its id was "
              + read.tableId()
              + " and is "
              + state.tableId()
              + "), plan again");
    }
  }

  private static List<Row> files(Place folder, PinnedRead read, ReadPlan plan) {
    List<Row> files = new ArrayList<>();
    Kernel.files(
        folder,
        read.version(),
        plan.scan(),
        file -> {
          if (plan.keeps(InternalScanFileUtils.getPartitionValues(file))) {
            files.add(file);
          }
        });
    files.sort(Comparator.comparing(DeltaReader::path));
    return files;
  }

  static String path(Row file) {
    return new AddFile(file.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL)).getPath();
  }
}
