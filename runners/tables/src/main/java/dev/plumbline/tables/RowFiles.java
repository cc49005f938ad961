package dev.plumbline.tables;

import dev.plumbline.pipeline.fault.FailPoint;
import dev.plumbline.pipeline.schema.Field;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.codec.RowSpill;
import dev.plumbline.runner.table.WriteTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Splits rows by partition into Parquet files. So many partitions are open at once as memory
 * allows; rows of further ones wait in a temporary file for the next pass, so each partition has
 * whole files in whatever order its rows came.
 */
final class RowFiles {
  private static final long TARGET_BYTES = 128L << 20;
  private static final long SINGLE_ROW_GROUP = 64L << 20;

  /** Bounds the memory: this many partitions, each with a row group of its share. */
  private static final int OPEN = 64;

  private static final long SHARED_ROW_GROUP = 4L << 20;

  private final Place folder;
  private final boolean found;
  private final WriteTarget target;
  private final int[] partitions;
  private final int[] data;
  private final String name;
  private final List<StagedFile> done = new ArrayList<>();
  private final List<String> made = new ArrayList<>();
  private final Map<List<Object>, Open> open = new LinkedHashMap<>();

  /** A file being written. */
  private static final class Open {
    private final String file;
    private final ParquetSink sink;
    private final List<Object> partition;
    private long rows;

    Open(String file, ParquetSink sink, List<Object> partition) {
      this.file = file;
      this.sink = sink;
      this.partition = partition;
    }
  }

  RowFiles(Place folder, WriteTarget target, int[] partitions) {
    this.folder = folder;
    this.found = // a link to nowhere is not ours
        folder.kernel().isLocal()
            && Files.exists(Path.of(folder.path()), LinkOption.NOFOLLOW_LINKS);
    this.target = target;
    this.name = StagedNames.fresh(target.transaction());
    this.partitions = partitions;
    this.data =
        IntStream.range(0, target.schema().fields().size())
            .filter(i -> IntStream.of(partitions).noneMatch(p -> p == i))
            .toArray();
  }

  /** Writes them all; each row is shown first, and not kept. */
  List<StagedFile> write(Iterator<Object[]> rows, Consumer<Object[]> first) throws IOException {
    pass(rows, first, target.schema());
    return List.copyOf(done);
  }

  private <T> void pass(Iterator<Object[]> rows, Consumer<Object[]> first, Schema<T> schema)
      throws IOException {
    RowSpill<T> waiting = null;
    try {
      while (rows.hasNext()) {
        Object[] cells = rows.next();
        first.accept(cells);
        List<Object> partition = RowRules.partition(cells, partitions);
        Open file = open.get(partition);
        if (file == null && open.size() >= OPEN) {
          if (waiting == null) {
            waiting = RowSpill.in(Path.of(System.getProperty("java.io.tmpdir")), schema);
          }
          waiting.append(cells);
          continue;
        }
        write(file == null ? begin(partition) : file, cells);
      }
      for (Open file : List.copyOf(open.values())) {
        end(file);
      }
      if (waiting != null) {
        Iterator<T> again = waiting.rows().iterator();
        pass(cells(again, schema), row -> {}, schema);
      }
    } finally {
      if (waiting != null) {
        waiting.close();
      }
    }
  }

  private static <T> Iterator<Object[]> cells(Iterator<T> rows, Schema<T> schema) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Object[] next() {
        return schema.cells(rows.next());
      }
    };
  }

  private void write(Open file, Object[] cells) throws IOException {
    file.sink.write(cells);
    file.rows++;
    if (file.sink.sizeBytes() >= TARGET_BYTES) {
      end(file);
    }
  }

  private Open begin(List<Object> partition) throws IOException {
    StringBuilder at = new StringBuilder(folder.path());
    for (int i = 0; i < partitions.length; i++) {
      Field field = target.schema().fields().get(partitions[i]);
      at.append('/').append(PartitionFolder.of(field.name(), partition.get(i)));
    }
    folder.files().mkdirs(at.toString());
    String file = at + String.format("/part-%05d-%s.snappy.parquet", made.size(), name);
    made.add(file);
    Open opened =
        new Open(
            file,
            new ParquetSink(
                folder.files().newOutputFile(file),
                target.schema(),
                data,
                partitions.length == 0 ? SINGLE_ROW_GROUP : SHARED_ROW_GROUP),
            partition);
    open.put(partition, opened);
    return opened;
  }

  private void end(Open file) throws IOException {
    open.remove(file.partition);
    file.sink.close();
    done.add(new StagedFile(file.file, file.partition, file.rows));
    FailPoint.FILE_STAGED.reached();
  }

  /** Deletes all that was written, and the folders that are empty then; never throws. */
  void delete() {
    for (Open file : open.values()) {
      try {
        file.sink.close();
      } catch (IOException | RuntimeException e) {
        // its file is deleted below
      }
    }
    open.clear();
    for (String file : made) {
      try {
        folder.files().delete(file);
        if (folder.kernel().isLocal()) {
          deleteEmpty(Path.of(file).getParent(), Path.of(folder.path()));
        }
      } catch (IOException e) {
        // an orphan that VACUUM finds: no commit names it
      }
    }
    if (!found && folder.kernel().isLocal()) {
      deleteFolder();
    }
  }

  /** The table's own folder, and that of a log without a commit. */
  private void deleteFolder() {
    try {
      Files.deleteIfExists(Path.of(folder.resolve("_delta_log")));
      Files.deleteIfExists(Path.of(folder.path()));
    } catch (IOException e) {
      // it isn't empty: somebody else writes to it
    }
  }

  private static void deleteEmpty(Path leaf, Path root) throws IOException {
    for (Path up = leaf; !up.equals(root); up = up.getParent()) {
      Files.deleteIfExists(up); // fails when it isn't empty
    }
  }
}
