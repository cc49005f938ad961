package dev.plumbline.tracking.search;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a filter asks for: comparisons joined by AND, OR and NOT. Only AND is MLflow's. NOT holds
 * wherever what it denies doesn't, also where that lacks a value to compare.
 *
 * @param <T> the comparisons
 */
public sealed interface Condition<T> {
  /** A comparison that must hold. */
  record One<T>(T comparison) implements Condition<T> {
    @Override
    public Stream<T> comparisons() {
      return Stream.of(comparison);
    }

    @Override
    public <R> Condition<R> replaced(Function<T, Condition<R>> each) {
      return each.apply(comparison);
    }
  }

  /** Each of them must hold; none of none must. */
  record All<T>(List<Condition<T>> of) implements Condition<T> {
    /** Copies the list. */
    public All {
      of = List.copyOf(of);
    }

    @Override
    public Stream<T> comparisons() {
      return of.stream().flatMap(Condition::comparisons);
    }

    @Override
    public <R> Condition<R> replaced(Function<T, Condition<R>> each) {
      return new All<>(of.stream().map(one -> one.replaced(each)).toList());
    }
  }

  /** One of them must hold. */
  record Any<T>(List<Condition<T>> of) implements Condition<T> {
    /** Copies the list. */
    public Any {
      of = List.copyOf(of);
    }

    @Override
    public Stream<T> comparisons() {
      return of.stream().flatMap(Condition::comparisons);
    }

    @Override
    public <R> Condition<R> replaced(Function<T, Condition<R>> each) {
      return new Any<>(of.stream().map(one -> one.replaced(each)).toList());
    }
  }

  /** It must not hold. */
  record Not<T>(Condition<T> of) implements Condition<T> {
    @Override
    public Stream<T> comparisons() {
      return of.comparisons();
    }

    @Override
    public <R> Condition<R> replaced(Function<T, Condition<R>> each) {
      return new Not<>(of.replaced(each));
    }
  }

  /** The comparisons in the order in which they are written. */
  Stream<T> comparisons();

  /** The same with another condition in the place of each comparison. */
  <R> Condition<R> replaced(Function<T, Condition<R>> each);

  /** The conditions of which each must hold. */
  default Stream<Condition<T>> conjuncts() {
    return this instanceof All<T> all
        ? all.of().stream().flatMap(Condition::conjuncts)
        : Stream.of(this);
  }
}
