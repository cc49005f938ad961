package dev.plumbline.runner.run;

import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.Pipeline;
import dev.plumbline.pipeline.Port;
import dev.plumbline.pipeline.event.StepOutput;
import dev.plumbline.pipeline.event.TableVersion;
import dev.plumbline.runner.engine.BoundValue;
import dev.plumbline.runner.engine.RowPlan;
import dev.plumbline.runner.plan.Pins;
import dev.plumbline.runner.plan.Plan;
import dev.plumbline.runner.plan.Shape;
import dev.plumbline.runner.table.PinnedRead;
import dev.plumbline.runner.table.RowRange;
import java.util.Optional;

/** Turns a declared port into rows that an engine can compute, with everything known filled in. */
final class RowPlans {
  private final Plan plan;
  private final Shape shape;
  private final Results results;
  private final BoundValues values;
  private final Sharing sharing;

  RowPlans(Plan plan, Shape shape, Results results, BoundValues values) {
    this.plan = plan;
    this.shape = shape;
    this.results = results;
    this.values = values;
    this.sharing = new Sharing(plan, shape);
  }

  /** The rows of a port as {@code user}, a kept node, uses them. */
  RowPlan of(Port port, Node user) {
    Optional<Node.Write> edge = shape.edge(port, user);
    if (edge.isPresent()) {
      return written(edge.get());
    }
    return sharing.mark(port, computed(port, user));
  }

  private RowPlan computed(Port port, Node user) {
    Node node = shape.node(port);
    if (node instanceof Node.Ingest ingest) {
      return new RowPlan.Ingest(ingest);
    }
    if (node instanceof Node.Read read) {
      return pinned(read);
    }
    if (node instanceof Node.ApplyWith with) {
      return new RowPlan.With(with, of(with.in(), user), value(with, user));
    }
    if (node instanceof Node.Score score) {
      return new RowPlan.Scored(
          score,
          of(score.in(), user),
          results.model(shape.node(score.model()), score.features(), score.prediction()));
    }
    Node.Rows rows = (Node.Rows) node;
    return new RowPlan.Step(
        rows, port.name(), rows.inputs().stream().map(p -> of(p, user)).toList());
  }

  private BoundValue value(Node.ApplyWith with, Node user) {
    if (with.value().equals(Pipeline.INTERVAL)) {
      return new BoundValue.OfInterval(plan.interval().orElseThrow());
    }
    Node node = shape.node(with.value());
    return node instanceof Node.LookupBy lookup
        ? values.lookup(lookup, of(lookup.in(), user))
        : new BoundValue.OfRecord(results.value((Node.Fold) node));
  }

  private RowPlan pinned(Node.Read read) {
    Pins.PinnedTable pinned = plan.pins().reads().get(read.name());
    TableVersion version = pinned.version();
    return new RowPlan.Pinned(
        read.name(),
        new PinnedRead(
            version.table(),
            version.location(),
            version.tableId(),
            version.version(),
            pinned.range(),
            read.out()));
  }

  private RowPlan written(Node.Write write) {
    TableVersion version = ((StepOutput.Rows) results.output(write)).version();
    return new RowPlan.Pinned(
        write.name(),
        new PinnedRead(
            version.table(),
            version.location(),
            version.tableId(),
            version.version(),
            range(write),
            write.rows()));
  }

  /** The rows that a write stands for: those of the run's interval where its table has any. */
  RowRange range(Node.Write write) {
    return plan.interval()
        .filter(i -> write.table().interval().isPresent())
        .map(
            i -> {
              String column = write.table().interval().orElseThrow();
              return RowRange.of(
                  column, write.table().schema().field(column).orElseThrow().type(), i);
            })
        .orElse(RowRange.all());
  }
}
