package dev.plumbline.spark.rows;

import dev.plumbline.pipeline.Output;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.pipeline.schema.ValueException;
import dev.plumbline.spark.encode.RowChecks;
import dev.plumbline.spark.encode.RowType;
import dev.plumbline.spark.encode.StepText;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;

/** Calls a step once for each key and holds what the call emits, checked and counted. */
final class KeyedRows<S, O> implements Serializable {
  private static final long serialVersionUID = 1L;
  private final String name;
  private final StepText text;
  private final RowType key;
  private final RowType out;
  private final Tally tally;
  private transient S step;
  private transient KeyCell.Bytes keys;
  private transient RowChecks<O> checks;
  private transient Tally.Part part;

  KeyedRows(String name, StepText text, RowType key, RowType out, Tally tally) {
    this.name = name;
    this.text = text;
    this.key = key;
    this.out = out;
    this.tally = tally;
  }

  /** What a step does with one key. */
  interface Call<S, O> {
    void on(S step, KeyCell.Bytes keys, Output<O> out) throws Exception;
  }

  Iterator<O> of(Call<S, O> call) {
    List<O> emitted = new ArrayList<>();
    try {
      open();
      call.on(
          step,
          keys,
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
      keys = KeyCell.Bytes.of(key);
      checks = RowChecks.of((Schema<O>) out.schema());
      part = tally.part(TaskContext.get());
      step = text.as();
    }
  }
}
