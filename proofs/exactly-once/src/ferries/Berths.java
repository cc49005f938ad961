package ferries;

import dev.plumbline.pipeline.Flow;
import dev.plumbline.pipeline.PipelineSource;
import dev.plumbline.pipeline.Writes;
import dev.plumbline.steps.ingest.ReadCsv;
import java.nio.file.Path;

/** The berths of the harbour, a whole table. */
public record Berths(Path source) implements PipelineSource {
  public Berths() {
    this(Path.of("berths.csv"));
  }

  @Override
  public String name() {
    return "berths";
  }

  @Override
  public void define(Flow flow) {
    flow.write(
        "berths",
        flow.ingest("ingest", new ReadCsv<>(Berth.class, source)),
        Tables.BERTHS,
        Writes.REPLACE);
  }
}
