package dev.plumbline.testing;

import dev.plumbline.pipeline.BranchStep;
import dev.plumbline.pipeline.CombineStep;
import dev.plumbline.pipeline.EvaluateStep;
import dev.plumbline.pipeline.FoldStep;
import dev.plumbline.pipeline.GroupStep;
import dev.plumbline.pipeline.IngestOutput;
import dev.plumbline.pipeline.IngestStep;
import dev.plumbline.pipeline.Interval;
import dev.plumbline.pipeline.JoinStep;
import dev.plumbline.pipeline.Labelled;
import dev.plumbline.pipeline.Lookup;
import dev.plumbline.pipeline.Metrics;
import dev.plumbline.pipeline.OpenStep;
import dev.plumbline.pipeline.Output;
import dev.plumbline.pipeline.Resources;
import dev.plumbline.pipeline.RowStep;
import dev.plumbline.pipeline.ScoreStep;
import dev.plumbline.pipeline.WithStep;
import dev.plumbline.pipeline.Work;
import dev.plumbline.testing.AllTypes.Color;
import dev.plumbline.testing.AllTypes.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** The steps that {@link EngineContract} runs. */
public final class EngineContractSteps {
  private EngineContractSteps() {}

  /** Random rows in some parts; every hundredth place is a row that can't be read. */
  public record Seeded(long seed, int rows, int parts, boolean bad)
      implements IngestStep<AllTypes> {
    @Override
    public List<Part> parts(Resources resources) {
      return IntStream.range(0, parts).mapToObj(i -> new Part("part-" + i)).toList();
    }

    @Override
    public void read(Part part, Resources resources, IngestOutput<? super AllTypes> out) {
      long offset = Long.parseLong(part.name().substring("part-".length()));
      int at = 0;
      for (AllTypes row : RandomRows.allTypes(seed + offset, rows)) {
        if (bad && at++ % 100 == 0) {
          out.reject(part.name() + " row " + at, "it is bad");
        }
        out.emit(row);
      }
    }

    /** All rows, by part. */
    List<AllTypes> all() {
      List<AllTypes> all = new ArrayList<>();
      IntStream.range(0, parts).forEach(i -> all.addAll(RandomRows.allTypes(seed + i, rows)));
      return all;
    }
  }

  /** A row as often as it is told; its count changed, so that it must be a new row. */
  public record Repeat(int times) implements RowStep<AllTypes, AllTypes> {
    @Override
    public void apply(AllTypes row, Output<? super AllTypes> out) {
      IntStream.range(0, times).forEach(i -> out.emit(row));
    }
  }

  /** A row of another, generic type. */
  public record Label() implements RowStep<AllTypes, Labelled<Place, Boolean>> {
    @Override
    public void apply(AllTypes row, Output<? super Labelled<Place, Boolean>> out) {
      out.emit(new Labelled<>(row.place(), row.maybeFlag()));
    }
  }

  /** Fails at some rows. */
  public record Fail(String message) implements RowStep<AllTypes, AllTypes> {
    @Override
    public void apply(AllTypes row, Output<? super AllTypes> out) {
      if (row.flag()) {
        throw new IllegalStateException(message);
      }
      out.emit(row);
    }
  }

  /** Emits null. */
  public record EmitNull() implements RowStep<AllTypes, AllTypes> {
    @Override
    public void apply(AllTypes row, Output<? super AllTypes> out) {
      out.emit(null);
    }
  }

  /** A moment. */
  public record Moment(int id, Instant at) {}

  /** Emits a time that no table can hold. */
  public record TooFine() implements RowStep<AllTypes, Moment> {
    @Override
    public void apply(AllTypes row, Output<? super Moment> out) {
      out.emit(new Moment(row.count(), Instant.ofEpochSecond(1, 1)));
    }
  }

  /** Works for long on every row. */
  public record Slow(String started) implements RowStep<AllTypes, AllTypes> {
    @Override
    public void apply(AllTypes row, Output<? super AllTypes> out) throws Exception {
      Path file = Path.of(started);
      if (!Files.exists(file)) {
        Files.createFile(file);
      }
      Thread.sleep(100);
      out.emit(row);
    }
  }

  /** A row and what was beside it. */
  public record Beside(int count, String beside) {}

  /** The interval beside. */
  public record WithInterval() implements WithStep<AllTypes, Interval, Beside> {
    @Override
    public void apply(AllTypes row, Interval with, Output<? super Beside> out) {
      out.emit(new Beside(row.count(), with.toString()));
    }
  }

  /** A record beside. */
  public record WithRecord() implements WithStep<AllTypes, Total, Beside> {
    @Override
    public void apply(AllTypes row, Total with, Output<? super Beside> out) {
      out.emit(new Beside(row.count(), with.toString()));
    }
  }

  /** A row of a lookup. */
  public record Named(Color color, String name) {}

  /** A lookup beside. */
  public record WithLookup() implements WithStep<AllTypes, Lookup<Color, Named>, Beside> {
    @Override
    public void apply(AllTypes row, Lookup<Color, Named> with, Output<? super Beside> out) {
      Optional<Named> found = row.color() == null ? Optional.empty() : with.find(row.color());
      out.emit(new Beside(row.count(), found.map(Named::name).orElse("none of " + with.size())));
    }
  }

  /** Leaves a file for each time that it was opened, and one for each that it was closed. */
  @SuppressWarnings("try") // close() of Work may throw anything
  public record Opened(String folder) implements OpenStep<AllTypes, AllTypes> {
    @Override
    public Work<AllTypes, AllTypes> open(Resources resources) throws Exception {
      Path place = resources.path(Path.of(folder));
      leave(place, "opened-");
      return new Work<>() {
        @Override
        public void apply(AllTypes row, Output<? super AllTypes> out) {
          out.emit(row);
        }

        @Override
        public void close() throws Exception {
          leave(place, "closed-");
        }
      };
    }

    private static void leave(Path place, String name) throws java.io.IOException {
      Files.createFile(place.resolve(name + UUID.randomUUID()));
    }
  }

  /** Flagged rows first; the others' places second. */
  public record Fork() implements BranchStep<AllTypes, AllTypes, Beside> {
    @Override
    public void apply(AllTypes row, Output<? super AllTypes> first, Output<? super Beside> second) {
      if (row.flag()) {
        first.emit(row);
      } else {
        second.emit(new Beside(row.count(), row.text()));
      }
    }
  }

  /** Some rows of one key, told without their order. */
  public record Grouped(String key, long rows, List<Long> ids) {
    static Grouped of(Object key, Iterator<AllTypes> rows) {
      List<Long> ids = new ArrayList<>();
      rows.forEachRemaining(row -> ids.add(row.id()));
      Collections.sort(ids);
      return new Grouped(String.valueOf(key), ids.size(), ids);
    }
  }

  /** Groups by a number that may be null, NaN or −0.0. */
  public record ByScore() implements GroupStep<Double, AllTypes, Grouped> {
    @Override
    public Double key(AllTypes row) {
      return row.maybeScore();
    }

    @Override
    public void apply(Double key, Iterator<AllTypes> rows, Output<? super Grouped> out) {
      out.emit(Grouped.of(key, rows));
    }
  }

  /** Groups by an enum, reading the first row of each only. */
  public record ByColor() implements GroupStep<Color, AllTypes, Grouped> {
    @Override
    public Color key(AllTypes row) {
      return row.color();
    }

    @Override
    public void apply(Color key, Iterator<AllTypes> rows, Output<? super Grouped> out) {
      out.emit(
          new Grouped(
              String.valueOf(key), Objects.equals(rows.next().color(), key) ? 1 : 0, List.of()));
    }
  }

  /** Groups by a nested record, which may be null itself. */
  public record ByPlace() implements GroupStep<Place, AllTypes, Grouped> {
    @Override
    public Place key(AllTypes row) {
      return row.place();
    }

    @Override
    public void apply(Place key, Iterator<AllTypes> rows, Output<? super Grouped> out) {
      out.emit(Grouped.of(key, rows));
    }
  }

  /** Two rows that met. */
  public record Pair(long left, Optional<Long> right) {}

  /** Joins by a number that may be null, NaN or −0.0. */
  public record OnScore() implements JoinStep<Double, AllTypes, AllTypes, Pair> {
    @Override
    public Double left(AllTypes row) {
      return row.maybeScore();
    }

    @Override
    public Double right(AllTypes row) {
      return row.score();
    }

    @Override
    public void join(AllTypes left, Optional<AllTypes> right, Output<? super Pair> out) {
      out.emit(new Pair(left.id(), right.map(AllTypes::id)));
    }
  }

  /** A key of several parts. */
  public record TwoParts(Color color, int count) {}

  /** Joins by a record; a null in it joins nothing. */
  public record OnTwo() implements JoinStep<TwoParts, AllTypes, AllTypes, Pair> {
    @Override
    public TwoParts left(AllTypes row) {
      return new TwoParts(row.color(), row.count() % 3);
    }

    @Override
    public TwoParts right(AllTypes row) {
      return row.flag() ? null : new TwoParts(row.color(), row.count() % 3);
    }

    @Override
    public void join(AllTypes left, Optional<AllTypes> right, Output<? super Pair> out) {
      out.emit(new Pair(left.id(), right.map(AllTypes::id)));
    }
  }

  /** How many rows a score has, and the sum of their counts. */
  public record Counted(long rows, long counts) {}

  /** Sums up by a number whose equality is not Java's; the same key as {@link ByScore}'s. */
  public record CountByScore() implements CombineStep<Double, AllTypes, Counted, Grouped> {
    @Override
    public Double key(AllTypes row) {
      return new ByScore().key(row);
    }

    @Override
    public Counted zero() {
      return new Counted(0, 0);
    }

    @Override
    public Counted add(Counted sum, AllTypes row) {
      return new Counted(sum.rows() + 1, sum.counts() + row.count());
    }

    @Override
    public Counted merge(Counted left, Counted right) {
      return new Counted(left.rows() + right.rows(), left.counts() + right.counts());
    }

    @Override
    public void finish(Double key, Counted sum, Output<? super Grouped> out) {
      out.emit(new Grouped(String.valueOf(key), sum.rows(), List.of(sum.counts())));
    }
  }

  /** What a fold sums up. */
  public record Total(long rows, long counts, List<String> texts) {}

  /** Rows, their counts and some texts; its sum is changed in place. */
  public record Sum() implements FoldStep<AllTypes, Total, Total> {
    @Override
    public Total zero() {
      return new Total(0, 0, new ArrayList<>());
    }

    @Override
    public Total add(Total sum, AllTypes row) {
      if (row.flag()) {
        sum.texts().add(String.valueOf(row.text()));
      }
      return new Total(sum.rows() + 1, sum.counts() + row.count(), sum.texts());
    }

    @Override
    public Total merge(Total left, Total right) {
      List<String> texts = new ArrayList<>(left.texts());
      texts.addAll(right.texts());
      return new Total(left.rows() + right.rows(), left.counts() + right.counts(), texts);
    }

    @Override
    public Total finish(Total sum) {
      List<String> sorted = new ArrayList<>(sum.texts());
      Collections.sort(sorted);
      return new Total(sum.rows(), sum.counts(), sorted);
    }
  }

  /** What the contract's model sees. */
  public record Seen(int count) {}

  /** What it says of a row. */
  public record Scored(long id, long prediction) {}

  /** Scores every row. */
  public record Score() implements ScoreStep<AllTypes, Seen, Long, Scored> {
    @Override
    public Seen features(AllTypes row) {
      return new Seen(row.count());
    }

    @Override
    public Scored output(AllTypes row, Long prediction) {
      return new Scored(row.id(), prediction);
    }
  }

  /** Sums predictions up. */
  public record Judge() implements EvaluateStep<AllTypes, Seen, Long, Total> {
    @Override
    public Seen features(AllTypes row) {
      return new Seen(row.count());
    }

    @Override
    public Total zero() {
      return new Total(0, 0, List.of());
    }

    @Override
    public Total add(Total sum, AllTypes row, Long prediction) {
      return new Total(sum.rows() + 1, sum.counts() + prediction, sum.texts());
    }

    @Override
    public Total merge(Total left, Total right) {
      return new Total(left.rows() + right.rows(), left.counts() + right.counts(), left.texts());
    }

    @Override
    public Metrics finish(Total sum) {
      throw new AssertionError("the engine must leave finishing to its caller");
    }
  }
}
