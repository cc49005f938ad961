package dev.plumbline.runner.plan;

import dev.plumbline.pipeline.Dataset;
import dev.plumbline.pipeline.Flow;
import dev.plumbline.pipeline.JoinStep;
import dev.plumbline.pipeline.Output;
import dev.plumbline.pipeline.PipelineSource;
import dev.plumbline.pipeline.RowStep;
import dev.plumbline.pipeline.Table;
import dev.plumbline.pipeline.Window;
import dev.plumbline.pipeline.Writes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pipelines of a thousand steps: many tables side by side, or one long chain. */
public final class TestingBreadth {
  private TestingBreadth() {}

  /** A row. */
  public record Item(long id, String name) {}

  /** Passes on. */
  public record Pass(int factor) implements RowStep<Item, Item> {
    @Override
    public void apply(Item row, Output<? super Item> out) {
      out.emit(new Item(row.id() * factor, row.name()));
    }
  }

  /** By id. */
  public record Meet() implements JoinStep<Long, Item, Item, Item> {
    @Override
    public Long left(Item row) {
      return row.id();
    }

    @Override
    public Long right(Item row) {
      return row.id();
    }

    @Override
    public void join(Item left, Optional<Item> right, Output<? super Item> out) {
      out.emit(left);
    }
  }

  static Table<Item> table(String name) {
    return Table.of(name, Item.class);
  }

  /** Reads {@code tables}; from each a chain, written every fifth step, joined with the next. */
  public record Wide(int tables, int steps, int factor) implements PipelineSource {
    @Override
    public String name() {
      return "wide";
    }

    @Override
    public void define(Flow flow) {
      List<Dataset<Item>> last = new ArrayList<>();
      int made = 0;
      for (int t = 0; t < tables; t++) {
        last.add(flow.read("read-" + t, table("in-" + t), Window.all()));
        made++;
      }
      for (int i = 0; made < steps; i++) {
        int t = i % tables;
        Dataset<Item> next = flow.apply("pass-" + i, new Pass(factor), last.get(t));
        made++;
        if (i % 7 == 6) {
          next = flow.join("meet-" + i, new Meet(), next, last.get((t + 1) % tables));
          made++;
        }
        if (i % 5 == 4) {
          flow.write("write-" + i, next, table("out-" + i), Writes.REPLACE);
          made++;
        }
        last.set(t, next);
      }
      flow.write("end", last.get(0), table("end"), Writes.REPLACE);
    }
  }

  /** One chain, written at every tenth step and at its end. */
  public record Chain(int steps, int factor, boolean keepNothing) implements PipelineSource {
    @Override
    public String name() {
      return "long";
    }

    @Override
    public void define(Flow flow) {
      Dataset<Item> at = flow.read("read", table("in-0"), Window.all());
      for (int i = 0; i < steps; i++) {
        at = flow.apply("pass-" + i, new Pass(factor), at);
        if (!keepNothing && i % 10 == 9) {
          flow.write("write-" + i, at, table("long-" + i), Writes.REPLACE);
        }
      }
      flow.write("end", at, table("long-end"), Writes.REPLACE);
    }
  }
}
