package dev.plumbline.runner.memory;

import dev.plumbline.pipeline.event.Profile;
import dev.plumbline.pipeline.event.TableVersion;
import dev.plumbline.runner.table.StagedWrite;
import dev.plumbline.runner.table.WriteTarget;
import java.util.List;
import java.util.Optional;

/**
 * Rows that wait for their commit.
 *
 * @param base the state when they were staged
 * @param merge the keys of the rows, if it merges by key
 */
record MemoryWrite(
    MemoryTables tables,
    WriteTarget target,
    Optional<MemoryState> base,
    Optional<MemoryMerge> merge,
    List<MemoryChunk> chunks,
    Profile profile)
    implements StagedWrite {

  @Override
  public TableVersion commit() {
    MemoryState state = tables.commit(this);
    return new TableVersion(
        target.table(),
        target.location(),
        state.tableId(),
        state.version(),
        target.schema().digest(),
        profile.rows());
  }

  @Override
  public void discard() {
    // nobody else holds the rows
  }
}
