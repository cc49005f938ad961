package dev.plumbline.spark.rows;

import dev.plumbline.pipeline.CombineStep;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.pipeline.schema.ValueException;
import dev.plumbline.spark.encode.RowChecks;
import dev.plumbline.spark.encode.RowType;
import dev.plumbline.spark.encode.StepText;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import scala.Tuple2;

/** The second half of a {@link CombineStep}: all sums of one key, merged and finished. */
public final class MergeSums<A, O> implements FlatMapGroupsFunction<byte[], Tuple2<byte[], A>, O> {
  private static final long serialVersionUID = 1L;
  private final String name;
  private final StepText text;
  private final RowType key;
  private final RowType out;
  private final Tally tally;
  private transient CombineStep<Object, Object, A, O> step;
  private transient KeyCell.Bytes keys;
  private transient RowChecks<O> checks;
  private transient Tally.Part part;

  public MergeSums(String name, StepText text, RowType key, RowType out, Tally tally) {
    this.name = name;
    this.text = text;
    this.key = key;
    this.out = out;
    this.tally = tally;
  }

  @Override
  public Iterator<O> call(byte[] bytes, Iterator<Tuple2<byte[], A>> sums) {
    List<O> emitted = new ArrayList<>();
    try {
      open();
      A all = sums.next()._2();
      while (sums.hasNext()) {
        all = step.merge(all, sums.next()._2());
      }
      step.finish(
          keys.key(bytes),
          all,
          row -> {
            if (row == null) {
              throw new ValueException("Cannot emit null: a row is a record, leave it out");
            }
            emitted.add(checks.check(row));
            part.row();
          });
    } catch (Exception e) {
      throw Failures.of(name, e);
    }
    return emitted.iterator();
  }

  @SuppressWarnings("unchecked")
  private void open() {
    if (step == null) {
      step = text.as();
      keys = KeyCell.Bytes.of(key);
      checks = RowChecks.of((Schema<O>) out.schema());
      part = tally.part(TaskContext.get());
    }
  }
}
