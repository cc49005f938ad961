package dev.plumbline.testing;

import dev.plumbline.pipeline.Flow;
import dev.plumbline.pipeline.FoldStep;
import dev.plumbline.pipeline.IngestOutput;
import dev.plumbline.pipeline.IngestStep;
import dev.plumbline.pipeline.Output;
import dev.plumbline.pipeline.PipelineSource;
import dev.plumbline.pipeline.Resources;
import dev.plumbline.pipeline.RowStep;
import dev.plumbline.pipeline.Source;
import dev.plumbline.pipeline.Table;
import dev.plumbline.pipeline.Writes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A pipeline as a user writes one: flights in, late ones out, and how many there were. */
public record Punctuality(int lateMinutes) implements PipelineSource {
  static final Table<LateFlight> LATE = Table.of("late", LateFlight.class);

  /** A flight. */
  public record Flight(String carrier, int delay) {}

  /** A late one. */
  public record LateFlight(String carrier, int minutes) {}

  /** How many rows there were. */
  public record Count(long rows) {}

  @Override
  public String name() {
    return "punctuality";
  }

  @Override
  public void define(Flow flow) {
    var flights = flow.ingest("ingest", new ReadFlights(Path.of("flights.txt")));
    var late = flow.apply("late", new Late(lateMinutes), flights);
    flow.fold("count", new CountRows(), late);
    flow.write("publish", late, LATE, Writes.REPLACE);
  }

  /** Lines of a carrier and its delay. */
  public record ReadFlights(Path file) implements IngestStep<Flight> {
    @Override
    public void read(Part part, Resources resources, IngestOutput<? super Flight> out)
        throws IOException {
      int number = 0;
      for (String line : Files.readAllLines(resources.path(file))) {
        number++;
        List<String> cells = List.of(line.split(" ", -1));
        if (cells.size() == 2) {
          out.emit(new Flight(cells.get(0), Integer.parseInt(cells.get(1))));
        } else {
          out.reject(file + " line " + number, "expected a carrier and a delay");
        }
      }
    }

    @Override
    public Source source(Resources resources) {
      return new Source.Files(List.of(file));
    }
  }

  /** Keeps late flights. */
  public record Late(int minutes) implements RowStep<Flight, LateFlight> {
    @Override
    public void apply(Flight flight, Output<? super LateFlight> out) {
      if (flight.delay() > minutes) {
        out.emit(new LateFlight(flight.carrier(), flight.delay()));
      }
    }
  }

  /** Counts rows. */
  public record CountRows() implements FoldStep<LateFlight, Count, Count> {
    @Override
    public Count zero() {
      return new Count(0);
    }

    @Override
    public Count add(Count sum, LateFlight row) {
      return new Count(sum.rows() + 1);
    }

    @Override
    public Count merge(Count left, Count right) {
      return new Count(left.rows() + right.rows());
    }

    @Override
    public Count finish(Count sum) {
      return sum;
    }
  }
}
