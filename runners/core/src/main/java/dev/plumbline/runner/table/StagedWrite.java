package dev.plumbline.runner.table;

import dev.plumbline.pipeline.event.Profile;
import dev.plumbline.pipeline.event.TableVersion;

/** Files that wait for their commit. Used by one thread; ends by one commit or one discard. */
public interface StagedWrite {
  /** What was staged, as it was written. */
  Profile profile();

  /**
   * Makes the rows visible at once. Answers the version that holds this write's transaction, also
   * when an earlier try, or another driver with the same run, made it.
   *
   * @throws TableException CONFLICT when another writer changed the same rows: nothing was written
   * @throws TableException UNKNOWN_OUTCOME when it can't be told
   */
  TableVersion commit();

  /** Deletes the staged files and the folders that are empty then; never throws. */
  void discard();
}
