package dev.plumbline.runner.run;

import dev.plumbline.pipeline.Node;
import dev.plumbline.runner.engine.BoundValue;
import dev.plumbline.runner.engine.RowPlan;

/** Makes the values that rows are given beside them. */
interface BoundValues {
  /** The rows of a lookup, in memory; computed once in a run. */
  BoundValue lookup(Node.LookupBy lookup, RowPlan rows);
}
