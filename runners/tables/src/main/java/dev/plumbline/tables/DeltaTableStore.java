package dev.plumbline.tables;

import dev.plumbline.pipeline.Writes;
import dev.plumbline.runner.profile.Profiler;
import dev.plumbline.runner.table.StagedWrite;
import dev.plumbline.runner.table.TableStore;
import dev.plumbline.runner.table.WriteTarget;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Writes rows of this process, as cells of the target's schema, to Delta tables through Kernel. A
 * table that isn't there is made by the commit of its first rows, so that a refused write leaves
 * nothing. Safe for many threads.
 */
public final class DeltaTableStore implements TableStore<Iterator<Object[]>> {
  private final Storage storage;
  private final DeltaTables tables;

  public DeltaTableStore(Storage storage) {
    this.storage = storage;
    this.tables = new DeltaTables(storage);
  }

  @Override
  public StagedWrite stage(WriteTarget target, Iterator<Object[]> rows) {
    Optional<DeltaState> base = tables.checked(target);
    if (target.mode() instanceof Writes.Merge) {
      DeltaTables.refuse(
          target, List.of("it is merged by key, which engine local can't do, use --engine spark"));
    }
    RowRules rules =
        new RowRules(target, base.map(state -> state.head().columns()).orElse(List.of()));
    Place folder = storage.place(target.location());
    RowFiles files = new RowFiles(folder, target, rules.partitions());
    Profiler profiler = Profiler.of(target.schema());
    Feed feed = new Feed(rows);
    try {
      List<StagedFile> staged =
          files.write(
              feed,
              cells -> {
                rules.check(cells);
                profiler.add(cells);
              });
      return new DeltaStagedWrite(storage, target, base, files, staged, profiler.profile());
    } catch (IOException | RuntimeException e) {
      files.delete();
      if (e == feed.failure) {
        throw feed.failure;
      }
      throw WriteFailure.of(target, e);
    }
  }

  /** Tells failures of the step that makes the rows, which pass as they are, from our own. */
  private static final class Feed implements Iterator<Object[]> {
    private final Iterator<Object[]> rows;
    private RuntimeException failure;

    Feed(Iterator<Object[]> rows) {
      this.rows = rows;
    }

    @Override
    public boolean hasNext() {
      try {
        return rows.hasNext();
      } catch (RuntimeException e) {
        failure = e;
        throw e;
      }
    }

    @Override
    public Object[] next() {
      try {
        return rows.next();
      } catch (RuntimeException e) {
        failure = e;
        throw e;
      }
    }
  }
}
