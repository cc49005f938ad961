package dev.plumbline.spark.rows;

import dev.plumbline.pipeline.EvaluateStep;
import dev.plumbline.pipeline.FoldStep;
import dev.plumbline.pipeline.Output;
import dev.plumbline.spark.encode.StepText;

/** What sums the rows of one partition up into one row, its sum. */
public final class SumTask {
  private SumTask() {}

  /** The sum of a {@link FoldStep}. */
  public record OfFold<I, A>(StepText text) implements RowSource<I, A> {
    @Override
    public RowWork<I, A> open() {
      FoldStep<I, A, Object> step = text.as();
      return new RowWork<>() {
        private A sum = step.zero();

        @Override
        public void row(I row, Output<A> out) {
          sum = step.add(sum, row);
        }

        @Override
        public void end(Output<A> out) {
          out.emit(sum);
        }
      };
    }
  }

  /** The sum of an {@link EvaluateStep}. */
  public record OfEvaluate<I, A>(StepText text, ModelParcel parcel) implements RowSource<I, A> {
    @Override
    public RowWork<I, A> open() {
      EvaluateStep<I, Object, Object, A> step = text.as();
      Batches<I> batches = new Batches<>(parcel.open(), step::features);
      return new RowWork<>() {
        private A sum = step.zero();

        @Override
        public void row(I row, Output<A> out) {
          batches.add(row, this::add);
        }

        private void add(I row, Object prediction) {
          sum = step.add(sum, row, prediction);
        }

        @Override
        public void end(Output<A> out) {
          batches.flush(this::add);
          out.emit(sum);
        }

        @Override
        public void close() {
          batches.close();
        }
      };
    }
  }
}
