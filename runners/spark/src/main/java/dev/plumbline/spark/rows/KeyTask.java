package dev.plumbline.spark.rows;

import dev.plumbline.pipeline.GroupStep;
import dev.plumbline.pipeline.JoinStep;
import dev.plumbline.spark.encode.RowType;
import dev.plumbline.spark.encode.StepText;
import java.util.Iterator;
import java.util.function.Function;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import scala.Tuple2;

/** Gives each row its step's key, as bytes that are equal where keys are. */
public final class KeyTask<T>
    implements MapPartitionsFunction<T, Tuple2<byte[], T>>, MapFunction<T, byte[]> {
  private static final long serialVersionUID = 1L;

  /** Which method tells the key. */
  public enum Of {
    GROUP,
    LEFT,
    RIGHT
  }

  private final String step;
  private final StepText text;
  private final RowType key;
  private final Of of;
  private transient Function<Object, Object> keys;
  private transient KeyCell.Bytes bytes;

  /**
   * @param key as {@link KeyCell#type} says
   */
  public KeyTask(String step, StepText text, RowType key, Of of) {
    this.step = step;
    this.text = text;
    this.key = key;
    this.of = of;
  }

  /** The key of a group; null has bytes as well. */
  @Override
  public byte[] call(T row) {
    open();
    try {
      return bytes.grouping(keys.apply(row));
    } catch (RuntimeException e) {
      throw Failures.of(step, e);
    }
  }

  /** Rows beside the key they join by; null where that joins nothing. */
  @Override
  public Iterator<Tuple2<byte[], T>> call(Iterator<T> rows) {
    open();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Tuple2<byte[], T> next() {
        return joining(rows.next());
      }
    };
  }

  private Tuple2<byte[], T> joining(T row) {
    try {
      return new Tuple2<>(bytes.joining(keys.apply(row)).orElse(null), row);
    } catch (RuntimeException e) {
      throw Failures.of(step, e);
    }
  }

  private void open() {
    if (keys == null) {
      keys = function();
      bytes = KeyCell.Bytes.of(key);
    }
  }

  private Function<Object, Object> function() {
    if (of == Of.GROUP) {
      GroupStep<Object, Object, Object> group = text.as();
      return group::key;
    }
    JoinStep<Object, Object, Object, Object> join = text.as();
    return of == Of.LEFT ? join::left : join::right;
  }
}
