package dev.plumbline.runner.table;

/**
 * The only way rows become visible. Each engine has one; all pass the same contract.
 *
 * @param <R> rows as the engine holds them
 */
public interface TableStore<R> {
  /**
   * Writes the rows' files, which nobody sees yet. The commit makes a table that isn't there and
   * adds new columns that may be absent. When it throws, the table is as before, or still not
   * there, and its files are gone or known to be orphans.
   *
   * @throws TableException USER when the record doesn't fit the table, or a row lies outside of the
   *     target's range or holds null in a primitive
   */
  StagedWrite stage(WriteTarget target, R rows);
}
