package dev.plumbline.runner.engine;

import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.Port;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.table.PinnedRead;
import java.util.List;

/**
 * Rows that an engine can compute: declared nodes with everything resolved that they need. A tree;
 * a subtree that is used twice is equal in both places, and an engine may compute it once.
 */
public sealed interface RowPlan {
  /** The declared step, for counts and messages. */
  String step();

  Schema<?> schema();

  List<RowPlan> inputs();

  /** A source outside. */
  record Ingest(Node.Ingest node) implements RowPlan {
    @Override
    public String step() {
      return node.name();
    }

    @Override
    public Schema<?> schema() {
      return node.out();
    }

    @Override
    public List<RowPlan> inputs() {
      return List.of();
    }
  }

  /** Rows of a table at a version: a declared read, or a dataset that an earlier step wrote. */
  record Pinned(String step, PinnedRead read) implements RowPlan {
    @Override
    public Schema<?> schema() {
      return read.schema();
    }

    @Override
    public List<RowPlan> inputs() {
      return List.of();
    }
  }

  /**
   * One of Apply, ApplyOpen, Group, Combine, Join and Through, or one side of a Branch or Split.
   *
   * @param port which output is meant
   */
  record Step(Node.Rows node, String port, List<RowPlan> inputs) implements RowPlan {
    public Step {
      inputs = List.copyOf(inputs);
    }

    public static Step out(Node.Rows node, RowPlan... inputs) {
      return new Step(node, Port.OUT, List.of(inputs));
    }

    @Override
    public String step() {
      return node.name();
    }

    @Override
    public Schema<?> schema() {
      return node.schema(port);
    }
  }

  /** Rows with a value that is known by now. */
  record With(Node.ApplyWith node, RowPlan in, BoundValue value) implements RowPlan {
    @Override
    public String step() {
      return node.name();
    }

    @Override
    public Schema<?> schema() {
      return node.out();
    }

    @Override
    public List<RowPlan> inputs() {
      return List.of(in);
    }
  }

  /** Rows scored by a model. */
  record Scored(Node.Score node, RowPlan in, ModelFiles model) implements RowPlan {
    @Override
    public String step() {
      return node.name();
    }

    @Override
    public Schema<?> schema() {
      return node.out();
    }

    @Override
    public List<RowPlan> inputs() {
      return List.of(in);
    }
  }

  /**
   * Rows that more than one action of the run needs; an engine may keep them until it is closed.
   *
   * @param users how many steps need these very rows; one where the others need the other side of
   *     the same split, which can be computed in the same pass
   */
  record Shared(RowPlan rows, int users) implements RowPlan {
    @Override
    public String step() {
      return rows.step();
    }

    @Override
    public Schema<?> schema() {
      return rows.schema();
    }

    @Override
    public List<RowPlan> inputs() {
      return List.of(rows);
    }
  }
}
