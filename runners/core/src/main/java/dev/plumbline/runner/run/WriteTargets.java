package dev.plumbline.runner.run;

import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.Writes;
import dev.plumbline.runner.plan.Plan;
import dev.plumbline.runner.plan.Transactions;
import dev.plumbline.runner.table.RowRange;
import dev.plumbline.runner.table.WriteTarget;
import java.util.SortedMap;

/** Where a write step's rows go, and the name of its one logical write. */
final class WriteTargets {
  private final Plan plan;
  private final RunOptions options;
  private final RowPlans plans;

  WriteTargets(Plan plan, RunOptions options, RowPlans plans) {
    this.plan = plan;
    this.options = options;
    this.plans = plans;
  }

  WriteTarget of(Node.Write write, SortedMap<String, String> provenance) {
    RowRange range = write.how() == Writes.REPLACE ? plans.range(write) : RowRange.all();
    return new WriteTarget(
        write.table().name(),
        plan.pins().locations().get(write.table().name()),
        write.rows(),
        write.table().partitionColumns(),
        write.how(),
        range,
        transaction(write),
        provenance);
  }

  String transaction(Node.Write write) {
    return Transactions.of(options.runId(), write, plan.interval());
  }
}
