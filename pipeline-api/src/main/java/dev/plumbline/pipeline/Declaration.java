package dev.plumbline.pipeline;

import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.pipeline.schema.Types;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;

/** The flow that a source declares with: turns each verb into a node, after its checks. */
final class Declaration implements Flow {
  private static final Map<String, Type> NONE = Map.of();
  private final Draft draft;

  private Declaration(Draft draft) {
    this.draft = draft;
  }

  static Pipeline declare(PipelineSource source, Map<String, String> settings) {
    return Draft.of(source, settings).define(Declaration::new);
  }

  @Override
  public Value<Interval> interval() {
    return new Value<>(this, Pipeline.INTERVAL, Interval.class);
  }

  @Override
  public <O, S extends Record & IngestStep<O>> Dataset<O> ingest(String name, S step) {
    S set = draft.step(name, step);
    Type out = types(set, IngestStep.class, NONE).get("O");
    draft.add(() -> new Node.Ingest(name, set, draft.rows().rows(name, "out", out)));
    return dataset(name, Port.OUT, out);
  }

  @Override
  public <T> Dataset<T> read(String name, Table<T> table, Window window) {
    draft.name(name);
    draft.tables().check(name, table);
    if (!(window instanceof Window.All) && table.interval().isEmpty()) {
      draft.problem(
          name,
          "reads window '"
              + window
              + "' of table "
              + table.name()
              + ", which has no interval column; declare it with Table.byInterval(column)");
    }
    draft.add(
        () -> new Node.Read(name, table, window, draft.rows().rows(name, "out", table.type())));
    return dataset(name, Port.OUT, table.type());
  }

  @Override
  public <I, O, S extends Record & RowStep<I, O>> Dataset<O> apply(
      String name, S step, Dataset<I> in) {
    S set = draft.step(name, step);
    Port from = in(name, in);
    Type out = types(set, RowStep.class, Map.of("I", in.type())).get("O");
    draft.add(() -> new Node.Apply(name, set, from, draft.rows().rows(name, "out", out)));
    return dataset(name, Port.OUT, out);
  }

  @Override
  public <I, V, O, S extends Record & WithStep<I, V, O>> Dataset<O> applyWith(
      String name, S step, Dataset<I> in, Value<V> with) {
    S set = draft.step(name, step);
    Port from = in(name, in);
    Port value = in(name, with);
    draft.rows().beside(name, value, with.type());
    Type out = types(set, WithStep.class, Map.of("I", in.type(), "V", with.type())).get("O");
    draft.add(
        () -> new Node.ApplyWith(name, set, from, value, draft.rows().rows(name, "out", out)));
    return dataset(name, Port.OUT, out);
  }

  @Override
  public <I, O, S extends Record & OpenStep<I, O>> Dataset<O> applyOpen(
      String name, S step, Dataset<I> in) {
    S set = draft.step(name, step);
    Port from = in(name, in);
    Type out = types(set, OpenStep.class, Map.of("I", in.type())).get("O");
    draft.add(() -> new Node.ApplyOpen(name, set, from, draft.rows().rows(name, "out", out)));
    return dataset(name, Port.OUT, out);
  }

  @Override
  public <I, A, B, S extends Record & BranchStep<I, A, B>> Branches<A, B> branch(
      String name, S step, Dataset<I> in) {
    S set = draft.step(name, step);
    Port from = in(name, in);
    StepTypes types = types(set, BranchStep.class, Map.of("I", in.type()));
    draft.add(
        () ->
            new Node.Branch(
                name,
                set,
                from,
                draft.rows().rows(name, Node.Branch.FIRST, types.get("A")),
                draft.rows().rows(name, Node.Branch.SECOND, types.get("B"))));
    return new Branches<>(
        dataset(name, Node.Branch.FIRST, types.get("A")),
        dataset(name, Node.Branch.SECOND, types.get("B")));
  }

  @Override
  public <K, I, O, S extends Record & GroupStep<K, I, O>> Dataset<O> group(
      String name, S step, Dataset<I> in) {
    S set = draft.step(name, step);
    Port from = in(name, in);
    StepTypes types = types(set, GroupStep.class, Map.of("I", in.type()));
    draft.add(
        () ->
            new Node.Group(
                name,
                set,
                from,
                draft.rows().key(name, types.get("K")),
                draft.rows().rows(name, "out", types.get("O"))));
    return dataset(name, Port.OUT, types.get("O"));
  }

  @Override
  public <K, I, A, O, S extends Record & CombineStep<K, I, A, O>> Dataset<O> combine(
      String name, S step, Dataset<I> in) {
    S set = draft.step(name, step);
    Port from = in(name, in);
    StepTypes types = types(set, CombineStep.class, Map.of("I", in.type()));
    draft.add(
        () ->
            new Node.Combine(
                name,
                set,
                from,
                draft.rows().key(name, types.get("K")),
                draft.rows().record(name, "sum", types.get("A")),
                draft.rows().rows(name, "out", types.get("O"))));
    return dataset(name, Port.OUT, types.get("O"));
  }

  @Override
  public <K, L, R, O, S extends Record & JoinStep<K, L, R, O>> Dataset<O> join(
      String name, S step, Dataset<L> left, Dataset<R> right) {
    S set = draft.step(name, step);
    Port first = in(name, left);
    Port second = in(name, right);
    StepTypes types = types(set, JoinStep.class, Map.of("L", left.type(), "R", right.type()));
    draft.add(
        () ->
            new Node.Join(
                name,
                set,
                first,
                second,
                draft.rows().key(name, types.get("K")),
                draft.rows().rows(name, "out", types.get("O"))));
    return dataset(name, Port.OUT, types.get("O"));
  }

  @Override
  public <I, A, V, S extends Record & FoldStep<I, A, V>> Value<V> fold(
      String name, S step, Dataset<I> in) {
    S set = draft.step(name, step);
    Port from = in(name, in);
    StepTypes types = types(set, FoldStep.class, Map.of("I", in.type()));
    draft.add(
        () ->
            new Node.Fold(
                name,
                set,
                from,
                draft.rows().record(name, "sum", types.get("A")),
                draft.rows().value(name, types.get("V"))));
    return new Value<>(this, Port.out(name), types.get("V"));
  }

  @Override
  public <K, T> Value<Lookup<K, T>> lookup(String name, Column<T, K> key, Dataset<T> in) {
    draft.name(name);
    Port from = in(name, in);
    draft.add(
        () -> {
          Schema<?> rows = draft.rows().rows(name, "in", in.type());
          draft.rows().lookupKey(name, key, rows);
          return new Node.LookupBy(name, key, from, rows);
        });
    return new Value<>(
        this, Port.out(name), Types.parameterized(Lookup.class, key.type(), in.type()));
  }

  @Override
  public <T> Parts<T> split(String name, Splitter by, Dataset<T> in) {
    draft.name(name);
    Port from = in(name, in);
    draft.add(
        () -> {
          Schema<?> rows = draft.rows().rows(name, "in", in.type());
          draft.rows().splitter(name, by, rows);
          return new Node.Split(name, by, from, rows);
        });
    return new Parts<>(
        dataset(name, Node.Split.TRAIN, in.type()), dataset(name, Node.Split.TEST, in.type()));
  }

  @Override
  public <I, F, P, S extends Record & TrainStep<I, F, P>> Value<Model<F, P>> train(
      String name, S step, Dataset<I> in) {
    S set = draft.step(name, step);
    Port from = in(name, in);
    StepTypes types = types(set, TrainStep.class, Map.of("I", in.type()));
    Type features = types.get("F");
    Type prediction = types.get("P");
    draft.add(
        () ->
            new Node.Train(
                name,
                set,
                from,
                draft.rows().rows(name, "in", in.type()),
                draft.rows().record(name, "features", features),
                draft.rows().known(name, "prediction", prediction)));
    return new Value<>(
        this, Port.out(name), Types.parameterized(Model.class, features, prediction));
  }

  @Override
  public <I, F, P, A, S extends Record & EvaluateStep<I, F, P, A>> Value<Metrics> evaluate(
      String name, S step, Value<? extends Model<F, P>> model, Dataset<I> in) {
    S set = draft.step(name, step);
    Port scored = in(name, model);
    Port from = in(name, in);
    StepTypes types = modelTypes(set, EvaluateStep.class, model.type(), in.type());
    draft.add(
        () ->
            new Node.Evaluate(
                name,
                set,
                scored,
                from,
                draft.rows().record(name, "features", types.get("F")),
                draft.rows().known(name, "prediction", types.get("P")),
                draft.rows().record(name, "sum", types.get("A"))));
    return new Value<>(this, Port.out(name), Metrics.class);
  }

  @Override
  public <F, P> Value<ModelVersion<F, P>> register(
      String name,
      String model,
      Value<Model<F, P>> trained,
      Value<Metrics> metrics,
      Gate gate,
      Promotion promotion) {
    draft.name(name);
    draft.model(name, model);
    Port from = in(name, trained);
    Port judged = in(name, metrics);
    List<Type> types = Types.argumentsOf(trained.type(), Model.class).orElseThrow();
    draft.add(
        () ->
            new Node.Register(
                name, model, from, judged, gate, promotion, types.get(0), types.get(1)));
    return version(name, types.get(0), types.get(1));
  }

  @Override
  public <F, P> Value<ModelVersion<F, P>> registered(
      String name, String model, ModelRef version, Class<F> features, Class<P> prediction) {
    draft.name(name);
    draft.model(name, model);
    draft.add(
        () ->
            new Node.Registered(
                name, model, version, draft.rows().record(name, "features", features), prediction));
    return version(name, features, prediction);
  }

  @Override
  public <I, F, P, O, S extends Record & ScoreStep<I, F, P, O>> Dataset<O> score(
      String name, S step, Value<? extends Model<F, P>> model, Dataset<I> in) {
    S set = draft.step(name, step);
    Port scored = in(name, model);
    Port from = in(name, in);
    StepTypes types = modelTypes(set, ScoreStep.class, model.type(), in.type());
    draft.add(
        () ->
            new Node.Score(
                name,
                set,
                scored,
                from,
                draft.rows().record(name, "features", types.get("F")),
                draft.rows().known(name, "prediction", types.get("P")),
                draft.rows().rows(name, "out", types.get("O"))));
    return dataset(name, Port.OUT, types.get("O"));
  }

  @Override
  public <I, O, S extends Record & NativeStep<I, O>> Dataset<O> through(
      String name, S step, Dataset<I> in) {
    S set = draft.step(name, step);
    Port from = in(name, in);
    Type out = types(set, NativeStep.class, Map.of("I", in.type())).get("O");
    draft.add(
        () ->
            new Node.Through(
                name,
                set,
                from,
                draft.rows().rows(name, "in", in.type()),
                draft.rows().rows(name, "out", out)));
    return dataset(name, Port.OUT, out);
  }

  @Override
  public <T> void write(
      String name, Dataset<T> in, Table<T> table, Writes how, Expectation... expectations) {
    draft.name(name);
    Port from = in(name, in);
    draft.tables().check(name, table);
    draft.tables().written(name, table);
    draft.add(
        () -> {
          Schema<?> rows = draft.rows().rows(name, "in", in.type());
          for (Expectation each : expectations) {
            each.fault(rows).ifPresent(fault -> draft.problem(name, fault));
          }
          if (how instanceof Writes.Merge merge) {
            draft.rows().mergeKey(name, merge, rows);
          }
          return new Node.Write(name, from, table, how, List.of(expectations), rows);
        });
  }

  private <F, P> Value<ModelVersion<F, P>> version(String name, Type features, Type prediction) {
    return new Value<>(
        this, Port.out(name), Types.parameterized(ModelVersion.class, features, prediction));
  }

  private <T> Dataset<T> dataset(String name, String port, Type type) {
    return new Dataset<>(this, new Port(name, port), type);
  }

  private Port in(String name, Dataset<?> in) {
    draft.owner(name, in.toString(), in.owner() == this);
    return in.port();
  }

  private Port in(String name, Value<?> in) {
    draft.owner(name, in.toString(), in.owner() == this);
    return in.port();
  }

  private static StepTypes types(
      Record step, Class<? extends Step> kind, Map<String, Type> inputs) {
    return StepTypes.of(step, kind, inputs);
  }

  private static StepTypes modelTypes(
      Record step, Class<? extends Step> kind, Type model, Type rows) {
    List<Type> types = Types.argumentsOf(model, Model.class).orElseThrow();
    return StepTypes.of(step, kind, Map.of("I", rows, "F", types.get(0), "P", types.get(1)));
  }
}
