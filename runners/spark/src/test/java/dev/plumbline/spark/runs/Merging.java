package dev.plumbline.spark.runs;

import dev.plumbline.pipeline.Flow;
import dev.plumbline.pipeline.IngestOutput;
import dev.plumbline.pipeline.IngestStep;
import dev.plumbline.pipeline.PipelineSource;
import dev.plumbline.pipeline.Resources;
import dev.plumbline.pipeline.Source;
import dev.plumbline.pipeline.Table;
import dev.plumbline.pipeline.Writes;
import java.time.LocalDate;

/** Brings the sales of a day up to date in a table that has each id once. */
public record Merging(LocalDate day, long from, long to, boolean daily) implements PipelineSource {
  static final Table<Sale> NEWEST = Table.of("newest", Sale.class);

  public Merging() {
    this(LocalDate.EPOCH, 0, 3, false);
  }

  @Override
  public String name() {
    return "merging";
  }

  @Override
  public void define(Flow flow) {
    var sales = flow.ingest("sell", new Sell(day, from, to));
    Writes how = daily ? Writes.mergeBy("id", "day") : Writes.mergeBy("id");
    flow.write("update", sales, NEWEST, how);
  }

  /** A sale for each id. */
  public record Sell(LocalDate day, long from, long to) implements IngestStep<Sale> {
    @Override
    public Source source(Resources resources) {
      return new Source.Probed("never changes");
    }

    @Override
    public void read(Part part, Resources resources, IngestOutput<? super Sale> out) {
      for (long id = from; id < to; id++) {
        out.emit(new Sale(day, id));
      }
    }
  }
}
