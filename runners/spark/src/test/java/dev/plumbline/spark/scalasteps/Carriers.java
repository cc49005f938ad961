package dev.plumbline.spark.scalasteps;

import dev.plumbline.pipeline.Flow;
import dev.plumbline.pipeline.PipelineSource;
import dev.plumbline.pipeline.Table;
import dev.plumbline.pipeline.Writes;
import dev.plumbline.steps.ingest.ReadCsv;
import java.nio.file.Path;

/** How late the late trips of each carrier are. The steps' work is in Scala. */
public record Carriers() implements PipelineSource {
  static final Table<CarrierDelay> DELAYS = Table.of("carrier-delays", CarrierDelay.class);

  public record Trip(String carrier, int delay) {}

  public record CarrierDelay(String carrier, double delay) {}

  public record LateTrips(int minutes) implements Late {}

  public record Means(int leastTrips) implements MeanDelay {}

  @Override
  public String name() {
    return "carriers";
  }

  @Override
  public void define(Flow flow) {
    var trips = flow.ingest("ingest", new ReadCsv<>(Trip.class, Path.of("trips.csv")));
    var late = flow.through("late", new LateTrips(10), trips);
    flow.write("publish", flow.through("mean", new Means(2), late), DELAYS, Writes.REPLACE);
  }
}
