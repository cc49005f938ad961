package dev.plumbline.spark.runs;

import dev.plumbline.pipeline.Table;
import java.time.LocalDate;

/** A row that is read twice. */
public record Sale(LocalDate day, long id) {
  static final Table<Sale> SALES = Table.of("sales", Sale.class);
}
