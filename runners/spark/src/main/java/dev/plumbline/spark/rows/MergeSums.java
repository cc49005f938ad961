package dev.plumbline.spark.rows;

import dev.plumbline.pipeline.CombineStep;
import dev.plumbline.spark.encode.RowType;
import dev.plumbline.spark.encode.StepText;
import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import scala.Tuple2;

/** The second half of a {@link CombineStep}: all sums of one key, merged and finished. */
public final class MergeSums<A, O> implements FlatMapGroupsFunction<byte[], Tuple2<byte[], A>, O> {
  private static final long serialVersionUID = 1L;
  private final KeyedRows<CombineStep<Object, Object, A, O>, O> rows;

  public MergeSums(String name, StepText text, RowType key, RowType out, Tally tally) {
    this.rows = new KeyedRows<>(name, text, key, out, tally);
  }

  @Override
  public Iterator<O> call(byte[] bytes, Iterator<Tuple2<byte[], A>> sums) {
    return rows.of(
        (step, keys, out) -> {
          A all = sums.next()._2();
          while (sums.hasNext()) {
            all = step.merge(all, sums.next()._2());
          }
          step.finish(keys.key(bytes), all, out);
        });
  }
}
