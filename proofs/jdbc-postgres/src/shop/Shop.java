package shop;

import dev.plumbline.pipeline.Flow;
import dev.plumbline.pipeline.PipelineSource;
import dev.plumbline.pipeline.Table;
import dev.plumbline.pipeline.Writes;
import dev.plumbline.pipeline.schema.Decimal;
import dev.plumbline.steps.ingest.ReadJdbc;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;

/** A table of a database, in four ranges, with every kind of column. */
public record Shop(String url, String query) implements PipelineSource {
  public enum Colour {
    RED,
    GREEN
  }

  public record Order(
      int id,
      Short small,
      Long large,
      Float single,
      Double real,
      Optional<String> name,
      LocalDate day,
      Instant at,
      LocalDateTime local,
      @Decimal(precision = 8, scale = 2) BigDecimal price,
      Colour colour,
      Boolean flag) {}

  static final Table<Order> ORDERS = Table.of("orders", Order.class);

  public Shop() {
    this("jdbc:postgresql://127.0.0.1/postgres", "orders");
  }

  @Override
  public String name() {
    return "shop";
  }

  @Override
  public void define(Flow flow) {
    var orders =
        new ReadJdbc<>(Order.class, url, query)
            .withLogin("plumb", "database.password")
            .withRanges("id", 0, 2_000, 4)
            .withProbe("select count(*) || ' ' || max(id) from orders");
    flow.write("publish", flow.ingest("ingest", orders), ORDERS, Writes.REPLACE);
  }
}
