package dev.plumbline.spark.rows;

import dev.plumbline.pipeline.BranchStep;
import dev.plumbline.pipeline.OpenStep;
import dev.plumbline.pipeline.Output;
import dev.plumbline.pipeline.RowStep;
import dev.plumbline.pipeline.Splitter;
import dev.plumbline.pipeline.WithStep;
import dev.plumbline.pipeline.Work;
import dev.plumbline.runner.value.SplitMembership;
import dev.plumbline.spark.encode.RowType;
import dev.plumbline.spark.encode.StepText;

/** Steps that work on one row at a time, as they travel. */
public final class StepSources {
  private StepSources() {}

  /** A {@link RowStep}. */
  public record OfRow<I, O>(StepText text) implements RowSource<I, O> {
    @Override
    public RowWork<I, O> open() {
      RowStep<I, O> step = text.as();
      return step::apply;
    }
  }

  /** One output of a {@link BranchStep}; what goes to the other is dropped. */
  public record OfBranch<I, O>(StepText text, boolean first) implements RowSource<I, O> {
    @Override
    public RowWork<I, O> open() {
      BranchStep<I, O, O> step = text.as();
      Output<O> dropped = row -> {};
      return first
          ? (row, out) -> step.apply(row, out, dropped)
          : (row, out) -> step.apply(row, dropped, out);
    }
  }

  /** A {@link WithStep} and its value. */
  public record OfWith<I, O>(String name, StepText text, BesideValue value)
      implements RowSource<I, O> {
    @Override
    public RowWork<I, O> open() {
      WithStep<I, Object, O> step = text.as();
      Object beside = value.open(name);
      return (row, out) -> step.apply(row, beside, out);
    }
  }

  /** An {@link OpenStep}; closed with its partition. */
  public record OfOpen<I, O>(StepText text, TaskServices services) implements RowSource<I, O> {
    @Override
    public RowWork<I, O> open() throws Exception {
      OpenStep<I, O> step = text.as();
      Work<I, O> work = step.open(services.resources());
      return new RowWork<>() {
        @Override
        public void row(I row, Output<O> out) throws Exception {
          work.apply(row, out);
        }

        @Override
        public void close() throws Exception {
          work.close();
        }
      };
    }
  }

  /** One side of a split. */
  public record OfSplit<T>(StepText splitter, RowType rows, boolean test)
      implements RowSource<T, T> {
    @Override
    public RowWork<T, T> open() {
      SplitMembership.Side wanted = test ? SplitMembership.Side.TEST : SplitMembership.Side.TRAIN;
      SplitMembership membership = SplitMembership.of((Splitter) splitter.load(), rows.schema());
      return (row, out) -> {
        if (membership.side(row) == wanted) {
          out.emit(row);
        }
      };
    }
  }
}
