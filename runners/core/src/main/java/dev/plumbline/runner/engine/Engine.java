package dev.plumbline.runner.engine;

import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.table.StagedWrite;
import dev.plumbline.runner.table.WriteTarget;

/**
 * Executes what a plan needs, one action at a time, each called by one thread. Rows become visible
 * only by the {@link StagedWrite} that {@link #stage} answers.
 *
 * <p>A user's step that throws ends the action with a {@link StepFailure} that names the step. An
 * interrupt of the calling thread cancels the action, its tasks included.
 */
public interface Engine extends AutoCloseable {
  /** For example {@code local}. */
  String name();

  /** Computes rows and stages them for a table. */
  StagedWrite stage(RowPlan rows, WriteTarget target, Progress progress);

  /**
   * Computes rows and brings them to this machine, in an order that depends on the plan and the
   * data alone, so that training repeats bit for bit.
   */
  LocalRows collect(RowPlan rows, Progress progress);

  /** Sums rows up; answers the finished value. */
  Record fold(RowPlan rows, Node.Fold fold, Progress progress);

  /**
   * Predicts rows and sums them up.
   *
   * @return the sum before {@code finish}, as a record of {@code sum}'s schema
   */
  Record evaluate(
      RowPlan rows, Node.Evaluate evaluate, ModelFiles model, Schema<?> sum, Progress progress);

  @Override
  void close();
}
