package dev.plumbline.spark.rows;

import dev.plumbline.pipeline.IngestOutput;
import dev.plumbline.pipeline.IngestStep;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.pipeline.schema.ValueException;
import dev.plumbline.spark.encode.RowChecks;
import dev.plumbline.spark.encode.RowType;
import dev.plumbline.spark.encode.StepText;
import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Reads the parts of a source, one for each task. The step pushes its rows and Spark pulls them, so
 * a thread of its own reads ahead by a few batches.
 */
public final class IngestTask<O> implements MapPartitionsFunction<String, O> {
  private static final long serialVersionUID = 1L;
  private final String step;
  private final StepText text;
  private final RowType out;
  private final TaskServices services;
  private final Tally tally;

  public IngestTask(String step, StepText text, RowType out, TaskServices services, Tally tally) {
    this.step = step;
    this.text = text;
    this.out = out;
    this.services = services;
    this.tally = tally;
  }

  @Override
  public Iterator<O> call(Iterator<String> parts) {
    Tally.Part part = tally.part(TaskContext.get());
    Handover<O> rows = new Handover<>("plumbline-ingest-" + step);
    // A task that is cancelled, or whose rows nobody wants any more, stops the reader.
    TaskContext.get().addTaskCompletionListener((TaskCompletionListener) context -> rows.close());
    rows.start(to -> read(parts, part, to));
    return rows;
  }

  @SuppressWarnings("unchecked")
  private void read(Iterator<String> parts, Tally.Part part, Handover.Sink<O> to) {
    try {
      IngestStep<O> ingest = text.as();
      RowChecks<O> checks = RowChecks.of((Schema<O>) out.schema());
      IngestOutput<O> output =
          new IngestOutput<>() {
            @Override
            public void emit(O row) {
              if (row == null) {
                throw new ValueException("Cannot emit null: a row is a record, leave it out");
              }
              to.put(checks.check(row));
              part.row();
            }

            @Override
            public void reject(String where, String why) {
              part.reject(where + ": " + why);
            }
          };
      while (parts.hasNext()) {
        ingest.read(new IngestStep.Part(parts.next()), services.resources(), output);
      }
    } catch (Handover.Stopped e) {
      throw e;
    } catch (Exception e) {
      throw Failures.of(step, e);
    }
  }
}
