package dev.plumbline.tables;

import io.delta.kernel.defaults.engine.DefaultParquetHandler;
import io.delta.kernel.defaults.engine.fileio.FileIO;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.expressions.Predicate;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Kernel's Parquet handler, reading by {@link ParquetBatches}. */
final class ParquetDoor extends DefaultParquetHandler {
  private final FileIO files;

  ParquetDoor(FileIO files) {
    super(files);
    this.files = files;
  }

  /** The predicate only spares row groups; none is spared. */
  @Override
  public CloseableIterator<FileReadResult> readParquetFiles(
      CloseableIterator<FileStatus> each, StructType schema, Optional<Predicate> predicate) {
    return new CloseableIterator<>() {
      private ParquetBatches open;
      private String path;

      @Override
      public boolean hasNext() {
        while (open == null || !open.hasNext()) {
          Utils.closeCloseables(open);
          open = null;
          if (!each.hasNext()) {
            return false;
          }
          FileStatus file = each.next();
          path = file.getPath();
          open = new ParquetBatches(files.newInputFile(path, file.getSize()), schema);
        }
        return true;
      }

      @Override
      public FileReadResult next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return new FileReadResult(open.next(), path);
      }

      @Override
      public void close() {
        Utils.closeCloseables(open, each);
      }
    };
  }
}
