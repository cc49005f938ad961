package dev.plumbline.pipeline;

import dev.plumbline.pipeline.schema.Decimal;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Period;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The four pipelines that the API was cut by; they declare, and never run. */
public final class FourPipelines {
  private FourPipelines() {}

  public record Flight(LocalDate day, String origin, String destination, int delay) {}

  public record AirportDay(String airport, LocalDate day) {}

  public record LateShareOfDay(String airport, LocalDate day, double share) {}

  public record Features(String origin, int weekday, Double shareBefore) {}

  public record Example(LocalDate day, Labelled<Features, Boolean> row) {}

  public record Scored(LocalDate day, String origin, double probability) {}

  static final Table<Flight> FLIGHTS = Table.of("flights", Flight.class).byInterval("day");
  static final Table<Scored> SCORES = Table.of("scores", Scored.class).byInterval("day");

  /** Flight delay: group, join with the day before, train, judge, register, score. */
  public record FlightDelay(int lateMinutes, Path source) implements PipelineSource {
    FlightDelay() {
      this(15, Path.of("data/flights.csv"));
    }

    @Override
    public String name() {
      return "flight-delay";
    }

    @Override
    public void define(Flow flow) {
      var flights = flow.ingest("ingest", new ReadFlights(source));
      var daily = flow.group("daily", new LateShare(lateMinutes), flights);
      var examples = flow.join("label", new Label(lateMinutes), flights, daily);
      var split = flow.split("split", Splitter.byTime("day", LocalDate.of(2001, 6, 1)), examples);
      var rows = flow.apply("features", new ExampleRow(), split.train());
      var model = flow.train("train", new Majority<>(Features.class), rows);
      var test = flow.apply("test-features", new ExampleRow(), split.test());
      var verdict = flow.evaluate("evaluate", new Accuracy<>(), model, test);
      var version =
          flow.register(
              "register",
              "flight-delay",
              model,
              verdict,
              Gate.metric("accuracy")
                  .atLeast(0.55)
                  .and(Gate.metric("accuracy").notWorseThan(ModelRef.alias("champion"))),
              Promotion.to("champion"));
      var scored = flow.score("score", new ScoreFlight(), version, flights);
      flow.write("publish", scored, SCORES, Writes.REPLACE, Expectation.atLeastRows(1));
    }
  }

  /** Nightly scoring of one interval by the champion, with the days before it. */
  public record Nightly() implements PipelineSource {
    @Override
    public String name() {
      return "flight-scores";
    }

    @Override
    public void define(Flow flow) {
      var tonight = flow.read("tonight", FLIGHTS, Window.interval());
      var before = flow.read("before", FLIGHTS, Window.past(Period.ofDays(1)));
      var daily = flow.group("daily", new LateShare(15), before);
      var shares = flow.fold("mean", new MeanShare(), daily);
      var known = flow.applyWith("known", new WithMean(), tonight, shares);
      var inside = flow.applyWith("inside", new InInterval(), known, flow.interval());
      var champion =
          flow.registered(
              "champion",
              "flight-delay",
              ModelRef.alias("champion"),
              Features.class,
              Boolean.class);
      flow.write(
          "publish",
          flow.score("score", new ScoreFlight(), champion, inside),
          SCORES,
          Writes.REPLACE);
    }
  }

  /** A regression, whose vocabulary is fitted inside of the model. */
  public record Regression(double testShare) implements PipelineSource {
    @Override
    public String name() {
      return "regression";
    }

    @Override
    public void define(Flow flow) {
      var flights = flow.ingest("ingest", new ReadFlights(Path.of("flights.csv")));
      var rows = flow.apply("label", new MinutesLate(), flights);
      var split = flow.split("split", Splitter.byKey(testShare, 7, "features.origin"), rows);
      var model = flow.train("train", new MeanByOrigin(), split.train());
      flow.evaluate("evaluate", new Accuracy<>(), model, split.test());
    }
  }

  public record Bill(String customer, @Decimal(precision = 12, scale = 2) BigDecimal amount) {}

  public record Customer(String name, String country) {}

  public record Invoice(String customer, Optional<String> country, List<Bill> bills) {}

  public record Refused(String customer, String why) {}

  static final Table<Invoice> INVOICES = Table.of("invoices", Invoice.class);
  static final Table<Refused> REFUSED = Table.of("refused", Refused.class);

  /** No model: two outputs, a join, a connection held open, money. */
  public record Bills(Path bills) implements PipelineSource {
    @Override
    public String name() {
      return "bills";
    }

    @Override
    public void define(Flow flow) {
      var bills = flow.ingest("ingest", new ReadBills(bills()));
      var sides = flow.branch("check", new Check(), bills);
      var customers = flow.applyOpen("look-up", new FindCustomer("crm"), sides.first());
      var invoices = flow.join("invoice", new MakeInvoice(), sides.first(), customers);
      flow.write("publish", invoices, INVOICES, Writes.REPLACE);
      flow.write("refuse", sides.second(), REFUSED, Writes.APPEND);
    }
  }

  record ReadFlights(Path file) implements IngestStep<Flight> {
    @Override
    public void read(Part part, Resources resources, IngestOutput<? super Flight> out) {}
  }

  record LateShare(int minutes) implements GroupStep<AirportDay, Flight, LateShareOfDay> {
    @Override
    public AirportDay key(Flight row) {
      return new AirportDay(row.origin(), row.day());
    }

    @Override
    public void apply(AirportDay key, Iterator<Flight> rows, Output<? super LateShareOfDay> out) {}
  }

  record Label(int minutes) implements JoinStep<AirportDay, Flight, LateShareOfDay, Example> {
    @Override
    public AirportDay left(Flight row) {
      return new AirportDay(row.origin(), row.day().minusDays(1));
    }

    @Override
    public AirportDay right(LateShareOfDay row) {
      return new AirportDay(row.airport(), row.day());
    }

    @Override
    public void join(Flight left, Optional<LateShareOfDay> right, Output<? super Example> out) {}
  }

  record ExampleRow() implements RowStep<Example, Labelled<Features, Boolean>> {
    @Override
    public void apply(Example row, Output<? super Labelled<Features, Boolean>> out) {}
  }

  /** Generic: its types come from its Class component and from its input. */
  record Majority<F extends Record>(Class<F> features)
      implements TrainStep<Labelled<F, Boolean>, F, Boolean> {
    @Override
    public Model<F, Boolean> train(Iterable<Labelled<F, Boolean>> rows, Training run) {
      return each -> List.of();
    }
  }

  public record Hits(long right, long all) {}

  /** Generic in everything, known from model and rows. */
  record Accuracy<F, L>() implements EvaluateStep<Labelled<F, L>, F, L, Hits> {
    @Override
    public F features(Labelled<F, L> row) {
      return row.features();
    }

    @Override
    public Hits zero() {
      return new Hits(0, 0);
    }

    @Override
    public Hits add(Hits sum, Labelled<F, L> row, L prediction) {
      return new Hits(sum.right() + (row.label().equals(prediction) ? 1 : 0), sum.all() + 1);
    }

    @Override
    public Hits merge(Hits left, Hits right) {
      return new Hits(left.right() + right.right(), left.all() + right.all());
    }

    @Override
    public Metrics finish(Hits sum) {
      return new Metrics(List.of(), List.of());
    }
  }

  record ScoreFlight() implements ScoreStep<Flight, Features, Boolean, Scored> {
    @Override
    public Features features(Flight row) {
      return new Features(row.origin(), row.day().getDayOfWeek().getValue(), null);
    }

    @Override
    public Scored output(Flight row, Boolean prediction) {
      return new Scored(row.day(), row.origin(), prediction ? 1 : 0);
    }
  }

  public record Mean(double sum, long rows) {}

  record MeanShare() implements FoldStep<LateShareOfDay, Mean, Mean> {
    @Override
    public Mean zero() {
      return new Mean(0, 0);
    }

    @Override
    public Mean add(Mean sum, LateShareOfDay row) {
      return new Mean(sum.sum() + row.share(), sum.rows() + 1);
    }

    @Override
    public Mean merge(Mean left, Mean right) {
      return new Mean(left.sum() + right.sum(), left.rows() + right.rows());
    }

    @Override
    public Mean finish(Mean sum) {
      return sum;
    }
  }

  record WithMean() implements WithStep<Flight, Mean, Flight> {
    @Override
    public void apply(Flight row, Mean with, Output<? super Flight> out) {}
  }

  record InInterval() implements WithStep<Flight, Interval, Flight> {
    @Override
    public void apply(Flight row, Interval with, Output<? super Flight> out) {}
  }

  record MinutesLate() implements RowStep<Flight, Labelled<Features, Double>> {
    @Override
    public void apply(Flight row, Output<? super Labelled<Features, Double>> out) {}
  }

  record MeanByOrigin() implements TrainStep<Labelled<Features, Double>, Features, Double> {
    @Override
    public Model<Features, Double> train(Iterable<Labelled<Features, Double>> rows, Training run) {
      return each -> List.of();
    }
  }

  record ReadBills(Path file) implements IngestStep<Bill> {
    @Override
    public void read(Part part, Resources resources, IngestOutput<? super Bill> out) {}
  }

  record Check() implements BranchStep<Bill, Bill, Refused> {
    @Override
    public void apply(Bill row, Output<? super Bill> first, Output<? super Refused> second) {}
  }

  record FindCustomer(String service) implements OpenStep<Bill, Customer> {
    @Override
    public Work<Bill, Customer> open(Resources resources) {
      throw new UnsupportedOperationException("declared only");
    }
  }

  record MakeInvoice() implements JoinStep<String, Bill, Customer, Invoice> {
    @Override
    public String left(Bill row) {
      return row.customer();
    }

    @Override
    public String right(Customer row) {
      return row.name();
    }

    @Override
    public void join(Bill left, Optional<Customer> right, Output<? super Invoice> out) {}
  }
}
