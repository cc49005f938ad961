package dev.plumbline.spark.runs;

import dev.plumbline.pipeline.Flow;
import dev.plumbline.pipeline.IngestOutput;
import dev.plumbline.pipeline.IngestStep;
import dev.plumbline.pipeline.PipelineSource;
import dev.plumbline.pipeline.Resources;
import dev.plumbline.pipeline.Table;
import dev.plumbline.pipeline.Window;
import dev.plumbline.pipeline.Writes;
import java.time.LocalDate;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;

/** Reads one table in the morning and in the evening of one run; at noon something happens. */
public record Twice() implements PipelineSource {
  static final Table<Sale> MORNING = Table.of("morning", Sale.class);
  static final Table<Sale> NOON = Table.of("noon", Sale.class);
  static final Table<Sale> EVENING = Table.of("evening", Sale.class);

  @Override
  public String name() {
    return "twice";
  }

  @Override
  public void define(Flow flow) {
    flow.write("morning", flow.read("early", Sale.SALES, Window.all()), MORNING, Writes.REPLACE);
    flow.write("noon", flow.ingest("happen", new Happen()), NOON, Writes.REPLACE);
    flow.write("evening", flow.read("late", Sale.SALES, Window.all()), EVENING, Writes.REPLACE);
  }

  /** Somebody else's work, between two steps. */
  @FunctionalInterface
  interface Event {
    void happen() throws Exception;
  }

  static final AtomicReference<Event> EVENT = new AtomicReference<>(() -> {});

  /** Waits until it has happened, on a thread that knows nothing of the run. */
  public record Happen() implements IngestStep<Sale> {
    @Override
    public void read(Part part, Resources resources, IngestOutput<? super Sale> out)
        throws Exception {
      FutureTask<Void> event =
          new FutureTask<>(
              () -> {
                EVENT.get().happen();
                return null;
              });
      new Thread(event, "elsewhere").start();
      event.get();
      out.emit(new Sale(LocalDate.EPOCH, 0));
    }
  }
}
