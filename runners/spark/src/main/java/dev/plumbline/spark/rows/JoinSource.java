package dev.plumbline.spark.rows;

import dev.plumbline.pipeline.JoinStep;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.value.JoinTable;
import dev.plumbline.spark.encode.StepText;
import java.util.Optional;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/** A {@link JoinStep} over its two sides. */
public final class JoinSource {
  private JoinSource() {}

  /** Over pairs whose keys are equal; the right of a pair may be null. */
  public record OfPairs<L, R, O>(StepText text) implements RowSource<Tuple2<L, R>, O> {
    @Override
    public RowWork<Tuple2<L, R>, O> open() {
      JoinStep<Object, L, R, O> step = text.as();
      return (pair, out) -> step.join(pair._1(), Optional.ofNullable(pair._2()), out);
    }
  }

  /** Over left rows, with a small right side in the memory of each process. */
  public record OfLeft<L, O>(String name, StepText text, Broadcast<SentRows> rights)
      implements RowSource<L, O> {
    @Override
    public RowWork<L, O> open() {
      JoinStep<Object, L, Object, O> step = text.as();
      JoinTable<Object> table =
          rights.value().unpack(name, cells -> table(step, cells.schema(), cells));
      return (row, out) -> table.join(step, row, out);
    }

    private static JoinTable<Object> table(
        JoinStep<?, ?, Object, ?> step, Schema<?> schema, SentRows.Cells cells) {
      JoinTable<Object> table = new JoinTable<>();
      cells.rows().forEach(row -> table.add(step, schema.row(row)));
      return table;
    }
  }
}
