package dev.plumbline.examples.fees;

import static dev.plumbline.pipeline.Writes.REPLACE;

import dev.plumbline.examples.flights.RawFlight;
import dev.plumbline.pipeline.Expectation;
import dev.plumbline.pipeline.Flow;
import dev.plumbline.pipeline.PipelineSource;
import dev.plumbline.pipeline.Table;
import dev.plumbline.steps.ingest.ReadCsv;
import java.math.BigDecimal;
import java.nio.file.Path;

/**
 * A pipeline without a model: what each airport bills for landings, month by month, in exact
 * decimals; flights whose airport has no tariff go to a table of their own.
 */
public record AirportFees(
    Path flights, Path airports, BigDecimal landing, BigDecimal perHundredMiles)
    implements PipelineSource {
  static final Table<Bill> BILLS = Table.of("airport-bills", Bill.class);
  static final Table<Unbilled> UNBILLED = Table.of("unbilled-flights", Unbilled.class);

  public AirportFees() {
    this(
        Path.of("examples/data/flights-2001.csv.gz"),
        Path.of("examples/data/airports.csv"),
        new BigDecimal("125.00"),
        new BigDecimal("3.75"));
  }

  @Override
  public String name() {
    return "airport-fees";
  }

  @Override
  public void define(Flow flow) {
    var landed = flow.ingest("ingest", new ReadCsv<>(RawFlight.class, flights));
    var known = flow.ingest("airports", new ReadCsv<>(Airport.class, airports));
    var placed = flow.join("place", new Place(), landed, known);
    var priced = flow.branch("price", new Price(landing, perHundredMiles), placed);
    var bills = flow.group("bill", new BillMonth(), priced.first());
    flow.write("bills", bills, BILLS, REPLACE, Expectation.noNulls("total"));
    flow.write("unbilled", priced.second(), UNBILLED, REPLACE);
  }
}
