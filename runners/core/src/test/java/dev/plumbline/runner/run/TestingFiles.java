package dev.plumbline.runner.run;

import dev.plumbline.pipeline.Column;
import dev.plumbline.pipeline.Expectation;
import dev.plumbline.pipeline.Flow;
import dev.plumbline.pipeline.FoldStep;
import dev.plumbline.pipeline.IngestOutput;
import dev.plumbline.pipeline.IngestStep;
import dev.plumbline.pipeline.Lookup;
import dev.plumbline.pipeline.Output;
import dev.plumbline.pipeline.PipelineSource;
import dev.plumbline.pipeline.Resources;
import dev.plumbline.pipeline.RowStep;
import dev.plumbline.pipeline.Source;
import dev.plumbline.pipeline.Table;
import dev.plumbline.pipeline.Volatile;
import dev.plumbline.pipeline.WithStep;
import dev.plumbline.pipeline.Writes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Lines of files into tables: pipelines without a model. */
public final class TestingFiles {
  /** The words, replaced by each run. */
  public static final Table<Word> WORDS = Table.of("words", Word.class);

  /** The words, appended by each run. */
  public static final Table<Word> LOG = Table.of("log", Word.class);

  /** Words with the number of all. */
  public static final Table<Share> SHARES = Table.of("shares", Share.class);

  private TestingFiles() {}

  /** A word and a number. */
  public record Word(String word, int number) {}

  /** A count. */
  public record Count(long words) {}

  /** A word's number, and that of all. */
  public record Share(String word, int number, long all) {}

  /** Reads, scales, and writes three times: replaced, appended, and with a fold beside it. */
  public record Words(List<Path> files, double tolerance, int factor, long least)
      implements PipelineSource {
    public Words(String file) {
      this(List.of(Path.of(file)), 0, 1, 0);
    }

    @Override
    public String name() {
      return "words";
    }

    @Override
    public void define(Flow flow) {
      var lines = flow.ingest("ingest", new ReadWords(files, tolerance));
      var scaled = flow.apply("scale", new Scale(factor), lines);
      flow.write("publish", scaled, WORDS, Writes.REPLACE, Expectation.atLeastRows(least));
      flow.write("log", scaled, LOG, Writes.APPEND);
      var count = flow.fold("count", new CountWords(), scaled);
      flow.write(
          "share", flow.applyWith("beside", new Beside(), scaled, count), SHARES, Writes.REPLACE);
    }
  }

  /** One ingest into one table. */
  public record Copy(String file) implements PipelineSource {
    @Override
    public String name() {
      return "copy";
    }

    @Override
    public void define(Flow flow) {
      var lines = flow.ingest("ingest", new ReadWords(List.of(Path.of(file)), 0));
      flow.write("publish", flow.apply("scale", new Scale(1), lines), WORDS, Writes.REPLACE);
    }
  }

  /** Reads the time, so that it always runs. */
  public record Ticking(String file) implements PipelineSource {
    @Override
    public String name() {
      return "ticking";
    }

    @Override
    public void define(Flow flow) {
      var lines = flow.ingest("ingest", new ReadWords(List.of(Path.of(file)), 0));
      flow.write("publish", flow.apply("tick", new Tick(), lines), WORDS, Writes.REPLACE);
    }
  }

  /** Looks every word up among the words themselves. */
  public record LookedUp(String file) implements PipelineSource {
    @Override
    public String name() {
      return "looked-up";
    }

    @Override
    public void define(Flow flow) {
      var lines = flow.ingest("ingest", new ReadWords(List.of(Path.of(file)), 0));
      var byWord = flow.lookup("by-word", Column.of("word", String.class), lines);
      flow.write(
          "publish", flow.applyWith("find", new Find(), lines, byWord), WORDS, Writes.REPLACE);
    }
  }

  /** Lines of a word and a number. */
  public record ReadWords(List<Path> files, double tolerance) implements IngestStep<Word> {
    @Override
    public void read(Part part, Resources resources, IngestOutput<? super Word> out)
        throws IOException {
      for (Path file : files) {
        for (String line : Files.readAllLines(resources.path(file))) {
          String[] cells = line.split(" ", -1);
          if (cells.length == 2) {
            out.emit(new Word(cells[0], Integer.parseInt(cells[1])));
          } else {
            out.reject(file + " '" + line + "'", "expected a word and a number");
          }
        }
      }
    }

    @Override
    public Source source(Resources resources) {
      return new Source.Files(files);
    }
  }

  /** Times a factor. */
  public record Scale(int factor) implements RowStep<Word, Word> {
    @Override
    public void apply(Word row, Output<? super Word> out) {
      if (row.number() < 0) {
        throw new IllegalArgumentException("Cannot scale " + row + ": it is negative");
      }
      out.emit(new Word(row.word(), row.number() * factor));
    }
  }

  /** Passes on; says that it reads the world. */
  public record Tick() implements RowStep<Word, Word>, Volatile {
    @Override
    public void apply(Word row, Output<? super Word> out) {
      out.emit(row);
    }
  }

  /** Counts. */
  public record CountWords() implements FoldStep<Word, Count, Count> {
    @Override
    public Count zero() {
      return new Count(0);
    }

    @Override
    public Count add(Count sum, Word row) {
      return new Count(sum.words() + 1);
    }

    @Override
    public Count merge(Count left, Count right) {
      return new Count(left.words() + right.words());
    }

    @Override
    public Count finish(Count sum) {
      return sum;
    }
  }

  /** The count beside each word. */
  public record Beside() implements WithStep<Word, Count, Share> {
    @Override
    public void apply(Word row, Count with, Output<? super Share> out) {
      out.emit(new Share(row.word(), row.number(), with.words()));
    }
  }

  /** Each word as the lookup finds it. */
  public record Find() implements WithStep<Word, Lookup<String, Word>, Word> {
    @Override
    public void apply(Word row, Lookup<String, Word> with, Output<? super Word> out) {
      with.find(row.word()).ifPresent(out::emit);
    }
  }
}
