package dev.plumbline.runner.local;

import dev.plumbline.pipeline.EvaluateStep;
import dev.plumbline.pipeline.FoldStep;
import dev.plumbline.pipeline.Model;
import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.codec.RowSpill;
import dev.plumbline.runner.engine.Engine;
import dev.plumbline.runner.engine.EngineServices;
import dev.plumbline.runner.engine.LocalRows;
import dev.plumbline.runner.engine.ModelFiles;
import dev.plumbline.runner.engine.Progress;
import dev.plumbline.runner.engine.RowPlan;
import dev.plumbline.runner.engine.StepFailure;
import dev.plumbline.runner.table.StagedWrite;
import dev.plumbline.runner.table.TableReader;
import dev.plumbline.runner.table.TableStore;
import dev.plumbline.runner.table.WriteTarget;
import java.util.Iterator;
import java.util.function.Consumer;

/**
 * The reference engine: in this process, one row after the other, in a fixed order. Groups and the
 * right side of joins are held in memory.
 */
public final class LocalEngine implements Engine {
  public static final String NAME = "local";

  private final TableReader reader;
  private final TableStore<Iterator<Object[]>> store;
  private final EngineServices services;

  public LocalEngine(
      TableReader reader, TableStore<Iterator<Object[]>> store, EngineServices services) {
    this.reader = reader;
    this.store = store;
    this.services = services;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public StagedWrite stage(RowPlan rows, WriteTarget target, Progress progress) {
    Stages stages = stages(progress);
    try (PushedRows cells = PushedRows.from(to -> pushCells(stages, rows, to))) {
      StagedWrite staged = store.stage(target, cells);
      stages.tellCounts();
      return staged;
    }
  }

  @Override
  public LocalRows collect(RowPlan rows, Progress progress) {
    Stages stages = stages(progress);
    RowSpill<?> spill = RowSpill.in(services.scratch(), rows.schema());
    try {
      pushCells(stages, rows, spill::append);
    } catch (RuntimeException e) {
      spill.close();
      throw e;
    }
    stages.tellCounts();
    return LocalRows.of(spill);
  }

  private static void pushCells(Stages stages, RowPlan rows, Consumer<Object[]> to) {
    Schema<?> schema = rows.schema();
    stages.push(rows, row -> to.accept(cells(rows.step(), schema, row)));
  }

  private static <T> Object[] cells(String step, Schema<T> schema, Object row) {
    try {
      return schema.cells(schema.type().cast(row));
    } catch (RuntimeException e) {
      throw new StepFailure(step, e);
    }
  }

  @Override
  public Record fold(RowPlan rows, Node.Fold fold, Progress progress) {
    return fold(fold.fold(), rows, fold, progress);
  }

  @SuppressWarnings("unchecked")
  private <I, A, V> Record fold(
      FoldStep<I, A, V> step, RowPlan rows, Node.Fold node, Progress progress) {
    Stages stages = stages(progress);
    try {
      Held<A> sum = new Held<>(step.zero());
      stages.push(rows, row -> sum.set(step.add(sum.get(), (I) row)));
      stages.tellCounts();
      return (Record) step.finish(sum.get());
    } catch (StepFailure e) {
      throw e;
    } catch (RuntimeException e) {
      throw new StepFailure(node.name(), e);
    }
  }

  @Override
  public Record evaluate(
      RowPlan rows, Node.Evaluate node, ModelFiles files, Schema<?> sum, Progress progress) {
    return evaluate(node.evaluate(), rows, node, files, progress);
  }

  @SuppressWarnings("unchecked")
  private <I, F, P, A> Record evaluate(
      EvaluateStep<I, F, P, A> step,
      RowPlan rows,
      Node.Evaluate node,
      ModelFiles files,
      Progress progress) {
    Stages stages = stages(progress);
    try (Model<?, ?> model = load(files)) {
      Held<A> sum = new Held<>(step.zero());
      Batches<I, F, P> batches =
          new Batches<>(
              (Model<F, P>) model,
              step::features,
              (row, prediction) -> sum.set(step.add(sum.get(), row, prediction)));
      stages.push(rows, row -> batches.add((I) row));
      batches.flush();
      stages.tellCounts();
      return (Record) sum.get();
    } catch (StepFailure e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw e; // the model's own: not the rows' fault
    } catch (RuntimeException e) {
      throw new StepFailure(node.name(), e);
    }
  }

  private Model<?, ?> load(ModelFiles files) {
    return services
        .models()
        .load(files.folder(), files.features(), files.prediction(), services.threads());
  }

  private Stages stages(Progress progress) {
    return new Stages(reader, services, progress);
  }

  @Override
  public void close() {
    // holds nothing open between actions
  }

  /** A variable that a lambda may change. */
  private static final class Held<A> {
    private A value;

    Held(A value) {
      this.value = value;
    }

    A get() {
      return value;
    }

    void set(A next) {
      value = next;
    }
  }
}
