package dev.plumbline.spark.rows;

import dev.plumbline.pipeline.Output;
import dev.plumbline.pipeline.ScoreStep;
import dev.plumbline.spark.encode.StepText;

/** A {@link ScoreStep} and its model. */
public record ScoreSource<I, O>(StepText text, ModelParcel parcel) implements RowSource<I, O> {
  @Override
  public RowWork<I, O> open() {
    ScoreStep<I, Object, Object, O> step = text.as();
    Batches<I> batches = new Batches<>(parcel.open(), step::features);
    return new RowWork<>() {
      @Override
      public void row(I row, Output<O> out) {
        batches.add(row, (scored, prediction) -> out.emit(step.output(scored, prediction)));
      }

      @Override
      public void end(Output<O> out) {
        batches.flush((scored, prediction) -> out.emit(step.output(scored, prediction)));
      }

      @Override
      public void close() {
        batches.close();
      }
    };
  }
}
