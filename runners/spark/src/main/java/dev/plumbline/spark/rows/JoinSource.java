package dev.plumbline.spark.rows;

import dev.plumbline.pipeline.JoinStep;
import dev.plumbline.spark.encode.StepText;
import java.util.Optional;
import scala.Tuple2;

/** A {@link JoinStep} over pairs whose keys are equal; the right of a pair may be null. */
public record JoinSource<L, R, O>(StepText text) implements RowSource<Tuple2<L, R>, O> {
  @Override
  public RowWork<Tuple2<L, R>, O> open() {
    JoinStep<Object, L, R, O> step = text.as();
    return (pair, out) -> step.join(pair._1(), Optional.ofNullable(pair._2()), out);
  }
}
