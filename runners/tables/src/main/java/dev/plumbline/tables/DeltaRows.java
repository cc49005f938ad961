package dev.plumbline.tables;

import dev.plumbline.pipeline.schema.ValueException;
import dev.plumbline.runner.table.PinnedRead;
import dev.plumbline.runner.table.TableException;
import dev.plumbline.runner.table.TableReader;
import io.delta.kernel.Scan;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The rows of some files, one after the other; one file and one batch are open at a time. */
final class DeltaRows implements TableReader.Rows {
  private final Kernel kernel;
  private final PinnedRead read;
  private final ReadPlan plan;
  private final Row scanState;
  private final StructType physical;
  private final Iterator<Row> files;
  private Row file;
  private Object[] constants;
  private CloseableIterator<FilteredColumnarBatch> batches;
  private FilteredColumnarBatch batch;
  private ColumnVector[] vectors;
  private int at;
  private long rowOfFile = -1;
  private Object[] next;

  DeltaRows(Kernel kernel, PinnedRead read, ReadPlan plan, List<Row> files) {
    this.kernel = kernel;
    this.read = read;
    this.plan = plan;
    this.files = files.iterator();
    this.scanState = plan.scan().getScanState(kernel);
    this.physical = ScanStateRow.getPhysicalDataReadSchema(scanState);
  }

  @Override
  public boolean hasNext() {
    try {
      while (next == null && (batch != null || advance())) {
        next = scan();
      }
      return next != null;
    } catch (IOException | RuntimeException e) {
      close();
      throw e instanceof TableException t ? t : ReadFailure.of(read, DeltaReader.path(file), e);
    }
  }

  @Override
  public Object[] next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Object[] row = next;
    next = null;
    return row;
  }

  /** Opens the next batch, in this file or the next one. */
  private boolean advance() throws IOException {
    while (batches == null || !batches.hasNext()) {
      close();
      if (!files.hasNext()) {
        return false;
      }
      file = files.next();
      rowOfFile = -1;
      constants = plan.constants(read.schema(), InternalScanFileUtils.getPartitionValues(file));
      var status = InternalScanFileUtils.getAddFileStatus(file);
      CloseableIterator<ColumnarBatch> data =
          kernel
              .getParquetHandler()
              .readParquetFiles(
                  Utils.singletonCloseableIterator(status), physical, Optional.empty())
              .map(FileReadResult::getData);
      batches = Scan.transformPhysicalData(kernel, scanState, file, data);
    }
    batch = batches.next();
    at = -1;
    ColumnarBatch data = batch.getData();
    vectors = new ColumnVector[plan.stored().length()];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = data.getColumnVector(i);
    }
    return true;
  }

  /** The next row of the batch that belongs to the range; null at its end. */
  private Object[] scan() {
    Optional<ColumnVector> selected = batch.getSelectionVector();
    while (++at < batch.getData().getSize()) {
      rowOfFile++;
      boolean live =
          selected.isEmpty() || (!selected.get().isNullAt(at) && selected.get().getBoolean(at));
      if (live && inRange()) {
        return cells();
      }
    }
    batch = null;
    return null;
  }

  private boolean inRange() {
    return plan.filter() < 0
        || read.range().contains(plan.filterReader().cell(vectors[plan.filter()], at));
  }

  private Object[] cells() {
    Object[] cells = constants.clone();
    for (int i = 0; i < cells.length; i++) {
      ReadPlan.Source column = plan.columns().get(i);
      if (column.ordinal() >= 0) {
        try {
          cells[i] = column.reader().cell(vectors[column.ordinal()], at);
        } catch (ValueException e) {
          throw nullAt(column.field().name() + e.getMessage());
        }
      }
      if (cells[i] == null && !column.field().mayBeAbsent()) {
        throw nullAt(column.field().name());
      }
    }
    return cells;
  }

  private TableException nullAt(String field) {
    return new TableException(
        TableException.Kind.USER,
        "Cannot read table "
            + read.table()
            + " at version "
            + read.version()
            + ": row "
            + rowOfFile
            + " of "
            + DeltaReader.path(file)
            + " holds null in "
            + field
            + ", which the record "
            + read.schema().type().getSimpleName()
            + " declares as a primitive, declare its box or Optional");
  }

  @Override
  public void close() {
    Utils.closeCloseablesSilently(batches);
    batches = null;
    batch = null;
  }
}
