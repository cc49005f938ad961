package dev.plumbline.pipeline;

import dev.plumbline.pipeline.schema.Schema;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;

/** One declared step of a pipeline: what is applied, to which ports, and what comes out. */
public sealed interface Node {
  /** The step's name in the pipeline. */
  String name();

  /** The ports it uses, in the order of its verb's arguments. */
  List<Port> inputs();

  /** The record that holds its parameters, where the user gave one. */
  default Optional<Record> step() {
    return Optional.empty();
  }

  /** Nodes that make rows from rows, or from outside: what an engine computes. */
  sealed interface Rows extends Node {
    /** The schema of the rows at one of its ports. */
    Schema<?> schema(String port);
  }

  /** Nodes whose rows come out at {@link Port#OUT} alone. */
  sealed interface OneOutput extends Rows {
    Schema<?> out();

    @Override
    default Schema<?> schema(String port) {
      return out();
    }
  }

  /** Nodes that use one port. */
  sealed interface OneInput extends Node {
    Port in();

    @Override
    default List<Port> inputs() {
      return List.of(in());
    }
  }

  record Ingest(String name, IngestStep<?> ingest, Schema<?> out) implements OneOutput {
    @Override
    public List<Port> inputs() {
      return List.of();
    }

    @Override
    public Optional<Record> step() {
      return Optional.of((Record) ingest);
    }
  }

  record Read(String name, Table<?> table, Window window, Schema<?> out) implements OneOutput {
    @Override
    public List<Port> inputs() {
      return List.of();
    }
  }

  record Apply(String name, RowStep<?, ?> row, Port in, Schema<?> out)
      implements OneOutput, OneInput {
    @Override
    public Optional<Record> step() {
      return Optional.of((Record) row);
    }
  }

  record ApplyWith(String name, WithStep<?, ?, ?> with, Port in, Port value, Schema<?> out)
      implements OneOutput {
    @Override
    public List<Port> inputs() {
      return List.of(in, value);
    }

    @Override
    public Optional<Record> step() {
      return Optional.of((Record) with);
    }
  }

  record ApplyOpen(String name, OpenStep<?, ?> open, Port in, Schema<?> out)
      implements OneOutput, OneInput {
    @Override
    public Optional<Record> step() {
      return Optional.of((Record) open);
    }
  }

  record Branch(String name, BranchStep<?, ?, ?> branch, Port in, Schema<?> first, Schema<?> second)
      implements Rows, OneInput {
    /** The names of its two ports. */
    public static final String FIRST = "first";

    public static final String SECOND = "second";

    @Override
    public Optional<Record> step() {
      return Optional.of((Record) branch);
    }

    @Override
    public Schema<?> schema(String port) {
      return port.equals(FIRST) ? first : second;
    }
  }

  record Group(String name, GroupStep<?, ?, ?> group, Port in, Type key, Schema<?> out)
      implements OneOutput, OneInput {
    @Override
    public Optional<Record> step() {
      return Optional.of((Record) group);
    }
  }

  record Combine(
      String name, CombineStep<?, ?, ?, ?> combine, Port in, Type key, Type sum, Schema<?> out)
      implements OneOutput, OneInput {
    @Override
    public Optional<Record> step() {
      return Optional.of((Record) combine);
    }
  }

  record Join(
      String name, JoinStep<?, ?, ?, ?> join, Port left, Port right, Type key, Schema<?> out)
      implements OneOutput {
    @Override
    public List<Port> inputs() {
      return List.of(left, right);
    }

    @Override
    public Optional<Record> step() {
      return Optional.of((Record) join);
    }
  }

  record Split(String name, Splitter by, Port in, Schema<?> out) implements OneOutput, OneInput {
    /** The names of its two ports. */
    public static final String TRAIN = "train";

    public static final String TEST = "test";
  }

  record Through(
      String name, NativeStep<?, ?> nativeStep, Port in, Schema<?> inSchema, Schema<?> out)
      implements OneOutput, OneInput {
    @Override
    public Optional<Record> step() {
      return Optional.of((Record) nativeStep);
    }
  }

  record Score(
      String name,
      ScoreStep<?, ?, ?, ?> score,
      Port model,
      Port in,
      Type features,
      Type prediction,
      Schema<?> out)
      implements OneOutput {
    @Override
    public List<Port> inputs() {
      return List.of(model, in);
    }

    @Override
    public Optional<Record> step() {
      return Optional.of((Record) score);
    }
  }

  record Fold(String name, FoldStep<?, ?, ?> fold, Port in, Type sum, Type value)
      implements OneInput {
    @Override
    public Optional<Record> step() {
      return Optional.of((Record) fold);
    }
  }

  record LookupBy(String name, Column<?, ?> key, Port in, Schema<?> rows) implements OneInput {}

  record Train(
      String name,
      TrainStep<?, ?, ?> train,
      Port in,
      Schema<?> rows,
      Type features,
      Type prediction)
      implements OneInput {
    @Override
    public Optional<Record> step() {
      return Optional.of((Record) train);
    }
  }

  record Evaluate(
      String name,
      EvaluateStep<?, ?, ?, ?> evaluate,
      Port model,
      Port in,
      Type features,
      Type prediction,
      Type sum)
      implements Node {
    @Override
    public List<Port> inputs() {
      return List.of(model, in);
    }

    @Override
    public Optional<Record> step() {
      return Optional.of((Record) evaluate);
    }
  }

  record Register(
      String name,
      String model,
      Port trained,
      Port metrics,
      Gate gate,
      Promotion promotion,
      Type features,
      Type prediction)
      implements Node {
    @Override
    public List<Port> inputs() {
      return List.of(trained, metrics);
    }
  }

  record Registered(String name, String model, ModelRef ref, Type features, Type prediction)
      implements Node {
    @Override
    public List<Port> inputs() {
      return List.of();
    }
  }

  record Write(
      String name,
      Port in,
      Table<?> table,
      Writes how,
      List<Expectation> expectations,
      Schema<?> rows)
      implements OneInput {
    public Write {
      expectations = List.copyOf(expectations);
    }
  }
}
