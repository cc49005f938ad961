package dev.plumbline.spark.rows;

import dev.plumbline.pipeline.CombineStep;
import dev.plumbline.runner.value.Keys;
import dev.plumbline.spark.encode.RowChecks;
import dev.plumbline.spark.encode.RowType;
import dev.plumbline.spark.encode.StepText;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import scala.Tuple2;

/**
 * The first half of a {@link CombineStep}: the rows of a partition as sums beside the bytes of
 * their keys. Sums are handed on whenever there are {@link #MOST} of them, so that a key may come
 * several times.
 */
public final class PartSums<I, A> implements MapPartitionsFunction<I, Tuple2<byte[], A>> {
  private static final long serialVersionUID = 1L;
  private static final int MOST = 1 << 16;
  private final String name;
  private final StepText text;
  private final RowType key;
  private final RowType sum;

  public PartSums(String name, StepText text, RowType key, RowType sum) {
    this.name = name;
    this.text = text;
    this.key = key;
    this.sum = sum;
  }

  @Override
  @SuppressWarnings("unchecked")
  public Iterator<Tuple2<byte[], A>> call(Iterator<I> rows) {
    CombineStep<Object, I, A, Object> step = text.as();
    RowChecks<A> checks = RowChecks.of((dev.plumbline.pipeline.schema.Schema<A>) sum.schema());
    return new Sums<>(name, step, KeyCell.Bytes.of(key), checks, rows);
  }

  /** Sums as they are asked for. */
  private static final class Sums<I, A> implements Iterator<Tuple2<byte[], A>> {
    private final String name;
    private final CombineStep<Object, I, A, Object> step;
    private final KeyCell.Bytes bytes;
    private final RowChecks<A> checks;
    private final Iterator<I> rows;
    private final Map<Object, Sum<A>> sums = new HashMap<>();
    private Iterator<Sum<A>> ready = Collections.emptyIterator();

    Sums(
        String name,
        CombineStep<Object, I, A, Object> step,
        KeyCell.Bytes bytes,
        RowChecks<A> checks,
        Iterator<I> rows) {
      this.name = name;
      this.step = step;
      this.bytes = bytes;
      this.checks = checks;
      this.rows = rows;
    }

    @Override
    public boolean hasNext() {
      if (!ready.hasNext() && rows.hasNext()) {
        sums.clear();
        while (rows.hasNext() && sums.size() < MOST) {
          I row = rows.next();
          try {
            add(row);
          } catch (RuntimeException e) {
            throw Failures.of(name, e);
          }
        }
        ready = sums.values().iterator();
      }
      return ready.hasNext();
    }

    private void add(I row) {
      Object key = step.key(row);
      Sum<A> sum = sums.computeIfAbsent(Keys.of(key), k -> new Sum<>(key, step.zero()));
      sum.value = step.add(sum.value, row);
    }

    @Override
    public Tuple2<byte[], A> next() {
      Sum<A> sum = ready.next();
      try {
        return new Tuple2<>(bytes.grouping(sum.key), checks.check(sum.value));
      } catch (RuntimeException e) {
        throw Failures.of(name, e);
      }
    }
  }

  /** The sum of one key so far. */
  private static final class Sum<A> {
    private final Object key;
    private A value;

    Sum(Object key, A value) {
      this.key = key;
      this.value = value;
    }
  }
}
