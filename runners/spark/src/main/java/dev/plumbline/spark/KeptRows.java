package dev.plumbline.spark;

import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.ParquetFiles;
import dev.plumbline.runner.engine.RowPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.storage.StorageLevel;

/**
 * Rows that one action uses more than once, kept in memory and on disk until it ends. Columnar
 * sources, and what a step makes of one row of them, are cheaper to compute again. Used by one
 * thread.
 */
final class KeptRows {
  private final Map<RowPlan, Integer> uses = new HashMap<>();
  private final Map<RowPlan, Dataset<?>> known = new HashMap<>();
  private final List<Dataset<?>> kept = new ArrayList<>();

  KeptRows(RowPlan whole) {
    count(whole);
  }

  private void count(RowPlan plan) {
    // What lies below a plan that is kept is computed once anyway.
    if (uses.merge(plan, 1, Integer::sum) == 1) {
      plan.inputs().forEach(this::count);
    }
  }

  boolean mustKeep(RowPlan plan) {
    return uses.getOrDefault(plan, 0) > 1 && isCostly(plan);
  }

  Optional<Dataset<?>> find(RowPlan plan) {
    return Optional.ofNullable(known.get(plan));
  }

  Dataset<?> keep(RowPlan plan, Dataset<?> rows) {
    known.put(plan, keep(rows));
    return rows;
  }

  <T> Dataset<T> keep(Dataset<T> rows) {
    kept.add(rows);
    return rows.persist(StorageLevel.MEMORY_AND_DISK());
  }

  /**
   * Whether Spark can't tell how many rows a plan has: it takes a group's to be as many as went in,
   * and those from outside to be without end.
   */
  static boolean isOfUnknownSize(RowPlan plan) {
    return (plan instanceof RowPlan.Step s
            && (s.node() instanceof Node.Group || s.node() instanceof Node.Combine))
        || (plan instanceof RowPlan.Ingest i && !(i.node().ingest() instanceof ParquetFiles))
        || plan.inputs().stream().anyMatch(KeptRows::isOfUnknownSize);
  }

  /** Whether rows cost more than reading them did. */
  static boolean isCostly(RowPlan plan) {
    if (plan instanceof RowPlan.Ingest i) {
      return !(i.node().ingest() instanceof ParquetFiles);
    }
    boolean itself =
        plan instanceof RowPlan.Scored
            || (plan instanceof RowPlan.Step s
                && (s.node() instanceof Node.Group
                    || s.node() instanceof Node.Combine
                    || s.node() instanceof Node.Join
                    || s.node() instanceof Node.ApplyOpen
                    || s.node() instanceof Node.Through));
    return itself || plan.inputs().stream().anyMatch(KeptRows::isCostly);
  }

  /** Forgets all of them; for the end of the action. */
  void release() {
    kept.forEach(Dataset::unpersist);
    kept.clear();
    known.clear();
  }
}
