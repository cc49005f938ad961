package dev.plumbline.pipeline;

/**
 * The hand one declares a pipeline with. Every verb takes a step's name first, {@code
 * [a-z][a-z0-9-]*} and unique in the pipeline, and answers a handle on what will exist. Mistakes
 * are collected and reported together when the pipeline is defined.
 */
public interface Flow {
  /** The run's interval. */
  Value<Interval> interval();

  /** Rows from a source outside. */
  <O, S extends Record & IngestStep<O>> Dataset<O> ingest(String name, S step);

  /** Rows of a table at the version that the plan pins. */
  <T> Dataset<T> read(String name, Table<T> table, Window window);

  /** Each row by itself. */
  <I, O, S extends Record & RowStep<I, O>> Dataset<O> apply(String name, S step, Dataset<I> in);

  /** Each row with a finished value beside it. */
  <I, V, O, S extends Record & WithStep<I, V, O>> Dataset<O> applyWith(
      String name, S step, Dataset<I> in, Value<V> with);

  /** Rows with something held open for each partition. */
  <I, O, S extends Record & OpenStep<I, O>> Dataset<O> applyOpen(
      String name, S step, Dataset<I> in);

  /** Each row into two outputs. */
  <I, A, B, S extends Record & BranchStep<I, A, B>> Branches<A, B> branch(
      String name, S step, Dataset<I> in);

  /** All rows of one key together. */
  <K, I, O, S extends Record & GroupStep<K, I, O>> Dataset<O> group(
      String name, S step, Dataset<I> in);

  /** The rows of each key into a sum, and that into rows. */
  <K, I, A, O, S extends Record & CombineStep<K, I, A, O>> Dataset<O> combine(
      String name, S step, Dataset<I> in);

  /** Left rows with right rows of the same key. */
  <K, L, R, O, S extends Record & JoinStep<K, L, R, O>> Dataset<O> join(
      String name, S step, Dataset<L> left, Dataset<R> right);

  /** All rows into one value. */
  <I, A, V, S extends Record & FoldStep<I, A, V>> Value<V> fold(String name, S step, Dataset<I> in);

  /** A small dataset in memory by a key that is unique in it. */
  <K, T> Value<Lookup<K, T>> lookup(String name, Column<T, K> key, Dataset<T> in);

  /** A training and a test part. */
  <T> Parts<T> split(String name, Splitter by, Dataset<T> in);

  /** Rows into a model. */
  <I, F, P, S extends Record & TrainStep<I, F, P>> Value<Model<F, P>> train(
      String name, S step, Dataset<I> in);

  /** Predictions against what was true. */
  <I, F, P, A, S extends Record & EvaluateStep<I, F, P, A>> Value<Metrics> evaluate(
      String name, S step, Value<? extends Model<F, P>> model, Dataset<I> in);

  /** A new version of a registered model, made at most once for each model that was trained. */
  <F, P> Value<ModelVersion<F, P>> register(
      String name,
      String model,
      Value<Model<F, P>> trained,
      Value<Metrics> metrics,
      Gate gate,
      Promotion promotion);

  /** A registered version, resolved when the run is planned. */
  <F, P> Value<ModelVersion<F, P>> registered(
      String name, String model, ModelRef version, Class<F> features, Class<P> prediction);

  /** A model's predictions as rows. */
  <I, F, P, O, S extends Record & ScoreStep<I, F, P, O>> Dataset<O> score(
      String name, S step, Value<? extends Model<F, P>> model, Dataset<I> in);

  /** Work in one engine's own words. */
  <I, O, S extends Record & NativeStep<I, O>> Dataset<O> through(
      String name, S step, Dataset<I> in);

  /**
   * Rows into a table, committed exactly once when the expectations hold. Steps that use the same
   * dataset afterwards read it from the version that this write made, if it replaces.
   */
  <T> void write(
      String name, Dataset<T> in, Table<T> table, Writes how, Expectation... expectations);
}
