package dev.plumbline.runner.local;

import dev.plumbline.pipeline.BranchStep;
import dev.plumbline.pipeline.Model;
import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.OpenStep;
import dev.plumbline.pipeline.Output;
import dev.plumbline.pipeline.RowStep;
import dev.plumbline.pipeline.ScoreStep;
import dev.plumbline.pipeline.WithStep;
import dev.plumbline.pipeline.Work;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.engine.BoundValues;
import dev.plumbline.runner.engine.EngineServices;
import dev.plumbline.runner.engine.Progress;
import dev.plumbline.runner.engine.RowPlan;
import dev.plumbline.runner.engine.StepFailure;
import dev.plumbline.runner.table.PinnedRead;
import dev.plumbline.runner.table.TableReader;
import dev.plumbline.runner.value.SplitMembership;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Pushes the rows of a plan through its steps, from the sources on. Used by one thread. */
final class Stages {
  private static final int COUNT_EVERY = 8192;
  private final TableReader reader;
  private final EngineServices services;
  private final Progress progress;
  private final Map<String, long[]> counts = new TreeMap<>();

  Stages(TableReader reader, EngineServices services, Progress progress) {
    this.reader = reader;
    this.services = services;
    this.progress = progress;
  }

  /** Tells the exact counts, once the rows have ended. */
  void tellCounts() {
    counts.forEach((step, count) -> progress.rows(step, count[0]));
  }

  void push(RowPlan plan, Consumer<Object> to) {
    if (plan instanceof RowPlan.Shared shared) {
      push(shared.rows(), to);
      return;
    }
    String name = plan.step();
    Output<Object> out = counted(name, to);
    if (plan instanceof RowPlan.Ingest ingest) {
      new Ingesting(services.resources(), progress).push(ingest.node(), out);
    } else if (plan instanceof RowPlan.Pinned pinned) {
      pinned(name, pinned.read(), out);
    } else if (plan instanceof RowPlan.With with) {
      push(with.in(), mapped(name, new WithAdapter(with, out)));
    } else if (plan instanceof RowPlan.Scored scored) {
      score(scored, out);
    } else {
      step((RowPlan.Step) plan, out);
    }
  }

  private Output<Object> counted(String step, Consumer<Object> to) {
    long[] count = counts.computeIfAbsent(step, s -> new long[1]);
    count[0] = 0;
    return row -> {
      if (row == null) {
        throw new IllegalArgumentException("Cannot emit null, leave the row out");
      }
      if (++count[0] % COUNT_EVERY == 0) {
        progress.rows(step, count[0]);
        Interrupts.check();
      }
      to.accept(row);
    };
  }

  private void pinned(String step, PinnedRead read, Output<Object> out) {
    progress.read(step, read.location().toString(), read.version());
    Schema<?> schema = read.schema();
    try (TableReader.Rows rows = reader.read(read)) {
      while (rows.hasNext()) {
        out.emit(schema.row(rows.next()));
      }
    }
  }

  /** A user's method on one row. */
  interface RowCall {
    void call(Object row) throws Exception;
  }

  /** What a user's method throws is told with the step's name; what comes from below passes. */
  static Consumer<Object> mapped(String step, RowCall call) {
    return row -> {
      try {
        call.call(row);
      } catch (StepFailure e) {
        throw e;
      } catch (Exception e) {
        throw new StepFailure(step, e);
      }
    };
  }

  private void step(RowPlan.Step plan, Output<Object> out) {
    String name = plan.step();
    Node.Rows node = plan.node();
    if (node instanceof Node.Apply apply) {
      push(plan.inputs().get(0), mapped(name, row -> apply(apply.row(), row, out)));
    } else if (node instanceof Node.ApplyOpen open) {
      open(plan, open.open(), out);
    } else if (node instanceof Node.Branch branch) {
      boolean first = plan.port().equals(Node.Branch.FIRST);
      Output<Object> none = row -> {};
      push(
          plan.inputs().get(0),
          mapped(
              name, row -> branch(branch.branch(), row, first ? out : none, first ? none : out)));
    } else if (node instanceof Node.Split split) {
      split(plan, split, out);
    } else if (node instanceof Node.Group group) {
      new Gathering(this, plan).group(group.group(), out);
    } else if (node instanceof Node.Combine combine) {
      new Gathering(this, plan).combine(combine.combine(), out);
    } else if (node instanceof Node.Join join) {
      new Joining(this).push(plan, join, out);
    } else {
      throw new StepFailure(
          name, new UnsupportedOperationException("the local engine can't run " + node.name()));
    }
  }

  @SuppressWarnings("unchecked")
  private static <I> void apply(RowStep<I, ?> step, Object row, Output<Object> out)
      throws Exception {
    ((RowStep<I, Object>) step).apply((I) row, out);
  }

  @SuppressWarnings("unchecked")
  private static <I> void branch(
      BranchStep<I, ?, ?> step, Object row, Output<Object> first, Output<Object> second)
      throws Exception {
    ((BranchStep<I, Object, Object>) step).apply((I) row, first, second);
  }

  private void split(RowPlan.Step plan, Node.Split split, Output<Object> out) {
    SplitMembership membership = SplitMembership.of(split.by(), split.out());
    SplitMembership.Side wanted =
        plan.port().equals(Node.Split.TRAIN)
            ? SplitMembership.Side.TRAIN
            : SplitMembership.Side.TEST;
    push(
        plan.inputs().get(0),
        mapped(
            plan.step(),
            row -> {
              if (membership.side(row) == wanted) {
                out.emit(row);
              }
            }));
  }

  @SuppressWarnings("try") // a user's close() may throw anything; it is told with the step
  private void open(RowPlan.Step plan, OpenStep<?, ?> step, Output<Object> out) {
    try (Work<Object, Object> work = opened(step)) {
      push(plan.inputs().get(0), mapped(plan.step(), row -> work.apply(row, out)));
    } catch (StepFailure e) {
      throw e;
    } catch (Exception e) {
      throw new StepFailure(plan.step(), e);
    }
  }

  @SuppressWarnings("unchecked")
  private Work<Object, Object> opened(OpenStep<?, ?> step) throws Exception {
    return ((OpenStep<Object, Object>) step).open(services.resources());
  }

  private void score(RowPlan.Scored plan, Output<Object> out) {
    try (Model<?, ?> model =
        services
            .models()
            .load(
                plan.model().folder(),
                plan.model().features(),
                plan.model().prediction(),
                services.threads())) {
      score(plan.node().score(), model, plan, out);
    }
  }

  @SuppressWarnings("unchecked")
  private <I, F, P> void score(
      ScoreStep<I, F, P, ?> step, Model<?, ?> model, RowPlan.Scored plan, Output<Object> out) {
    Batches<I, F, P> batches =
        new Batches<>(
            (Model<F, P>) model,
            step::features,
            (row, prediction) -> out.emit(step.output(row, prediction)));
    push(plan.in(), mapped(plan.step(), row -> batches.add((I) row)));
    mapped(plan.step(), nothing -> batches.flush()).accept(plan);
  }

  /** A step with its value bound. */
  private static final class WithAdapter implements RowCall {
    private final WithStep<Object, Object, Object> step;
    private final Object value;
    private final Output<Object> out;

    @SuppressWarnings("unchecked")
    WithAdapter(RowPlan.With plan, Output<Object> out) {
      this.step = (WithStep<Object, Object, Object>) plan.node().with();
      this.value = BoundValues.unpack(plan.step(), plan.value());
      this.out = out;
    }

    @Override
    public void call(Object row) throws Exception {
      step.apply(row, value, out);
    }
  }
}
