package dev.plumbline.runner.run;

import dev.plumbline.pipeline.Model;
import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.TrainStep;
import dev.plumbline.pipeline.Training;
import dev.plumbline.pipeline.event.RunEvent;
import dev.plumbline.pipeline.event.StepOutput;
import dev.plumbline.pipeline.fault.FailPoint;
import dev.plumbline.pipeline.port.ModelFormat;
import dev.plumbline.pipeline.schema.Field;
import dev.plumbline.pipeline.schema.FieldType;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.engine.LocalRows;
import dev.plumbline.runner.engine.RowPlan;
import dev.plumbline.runner.engine.Scratch;
import dev.plumbline.runner.engine.StepFailure;
import dev.plumbline.runner.plan.Plan;
import dev.plumbline.runner.plan.Transactions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Trains a model over rows on this machine and stores its directory. */
final class TrainAction {
  private static final int EXAMPLE_ROWS = 5;
  private final Plan plan;
  private final RunServices services;
  private final RunOptions options;
  private final Events events;
  private final OpenEngine engine;

  TrainAction(
      Plan plan, RunServices services, RunOptions options, Events events, OpenEngine engine) {
    this.plan = plan;
    this.services = services;
    this.options = options;
    this.events = events;
    this.engine = engine;
  }

  StepOutput run(Node.Train node, RowPlan rows, StepProgress progress) throws Exception {
    Path scratch = Files.createDirectories(services.scratch().resolve("train-" + node.name()));
    try {
      return train(node, node.rows(), rows, scratch, progress);
    } finally {
      Scratch.delete(scratch);
    }
  }

  private <T> StepOutput train(
      Node.Train node, Schema<T> schema, RowPlan rows, Path scratch, StepProgress progress)
      throws Exception {
    try (LocalRows local = engine.get().collect(rows, progress)) {
      Judge.computed(rows, progress, events);
      if (local.size() == 0) {
        throw new Judge.RefusedRows(
            "Cannot train "
                + node.name()
                + ": there are no rows, look at what "
                + node.in()
                + " gives");
      }
      progress.rows(node.name(), local.size());
      @SuppressWarnings("unchecked") // rows of the plan's schema
      Iterable<T> given = (Iterable<T>) local.rows();
      try (Model<?, ?> model = call(node, given, training(node, scratch))) {
        FailPoint.TRAINED.reached();
        return store(node, model, examples(node, schema, given), progress.rows(), scratch);
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static <T> Model<?, ?> call(Node.Train node, Iterable<T> rows, Training training) {
    try {
      return ((TrainStep<T, ?, ?>) node.train()).train(rows, training);
    } catch (Exception e) {
      throw new StepFailure(node.name(), e);
    }
  }

  private Training training(Node.Train node, Path scratch) throws IOException {
    Path own = Files.createDirectories(scratch.resolve("own"));
    long seed = options.seed() * 31 + node.name().hashCode();
    return new Training() {
      @Override
      public long seed() {
        return seed;
      }

      @Override
      public int threads() {
        return options.threads();
      }

      @Override
      public void metric(String name, long step, double value) {
        events.tell(s -> new RunEvent.MetricPoint(s, node.name(), name, step, value));
      }

      @Override
      public Path scratch() {
        return own;
      }
    };
  }

  /** The first feature rows: the training row itself, or the field of it that holds them. */
  private static <T> List<Object> examples(Node.Train node, Schema<T> schema, Iterable<T> rows) {
    List<Object> examples = new ArrayList<>();
    for (T row : rows) {
      if (examples.size() == EXAMPLE_ROWS) {
        break;
      }
      for (int i = 0; i < schema.fields().size(); i++) {
        Field field = schema.fields().get(i);
        if (field.type() instanceof FieldType.Struct && field.javaType().equals(node.features())) {
          examples.add(schema.value(row, i));
        }
      }
      if (schema.type().equals(node.features())) {
        examples.add(row);
      }
    }
    return examples;
  }

  private StepOutput store(
      Node.Train node,
      Model<?, ?> model,
      List<Object> examples,
      Map<String, Long> counted,
      Path scratch)
      throws IOException, InterruptedException {
    Path folder = Files.createDirectories(scratch.resolve("model"));
    TreeMap<String, String> metadata = new TreeMap<>();
    metadata.put("pipeline", plan.pipeline().name());
    metadata.put("run", options.runId());
    metadata.put("step", node.name());
    metadata.put("fingerprint", plan.step(node.name()).fingerprint().digest());
    metadata.put("created", services.clock().instant().toString());
    metadata.put("told", events.carried());
    String digest =
        services
            .models()
            .get()
            .write(
                folder,
                model,
                new ModelFormat.Description(
                    node.features(), node.prediction(), examples, metadata));
    FailPoint.MODEL_WRITTEN.reached();
    events.tell(s -> new RunEvent.Staged(s, node.name(), Optional.empty(), counted));
    events.check();
    services.ownership().check();
    URI location = services.artifacts().put(options.runId(), Transactions.model(node), folder);
    events.kept();
    return new StepOutput.ModelDirectory(location, digest);
  }
}
