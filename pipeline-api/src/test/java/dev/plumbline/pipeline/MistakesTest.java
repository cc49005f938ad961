package dev.plumbline.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Every mistake of a declaration is told at once, with its place. */
@SuppressWarnings("ArrayRecordComponent") // bytes are a type of field
public class MistakesTest {
  public record Row(LocalDate day, String name, double value, byte[] bytes) {}

  public record Unstorable(String name, Thread thread, List<StringBuilder> texts) {}

  public record Open<T>(T value) {}

  record Read() implements IngestStep<Row> {
    @Override
    public void read(Part part, Resources resources, IngestOutput<? super Row> out) {}
  }

  record Hold(int times, Thread thread) implements RowStep<Row, Row> {
    @Override
    public void apply(Row row, Output<? super Row> out) {}
  }

  record Bad() implements RowStep<Row, Unstorable> {
    @Override
    public void apply(Row row, Output<? super Unstorable> out) {}
  }

  record Unknown<T>() implements RowStep<Row, Open<T>> {
    @Override
    public void apply(Row row, Output<? super Open<T>> out) {}
  }

  record ByBytes() implements GroupStep<byte[], Row, Row> {
    @Override
    public byte[] key(Row row) {
      return row.bytes();
    }

    @Override
    public void apply(byte[] key, Iterator<Row> rows, Output<? super Row> out) {}
  }

  /** Of bytes, which are no key and don't travel as JSON. */
  public record Sum(byte[] bytes) {}

  record ToBytes() implements FoldStep<Row, Sum, Sum> {
    @Override
    public Sum zero() {
      return new Sum(new byte[0]);
    }

    @Override
    public Sum add(Sum sum, Row row) {
      return sum;
    }

    @Override
    public Sum merge(Sum left, Sum right) {
      return left;
    }

    @Override
    public Sum finish(Sum sum) {
      return sum;
    }
  }

  record Guess() implements TrainStep<Row, Row, Double> {
    @Override
    public Model<Row, Double> train(Iterable<Row> rows, Training run) {
      return each -> List.of();
    }
  }

  record BesideModel() implements WithStep<Row, Model<Row, Double>, Row> {
    @Override
    public void apply(Row row, Model<Row, Double> with, Output<? super Row> out) {}
  }

  /** A tree of parameters has no end. */
  record Endless(List<Endless> more) {}

  record Deep(Endless tree) implements RowStep<Row, Row> {
    @Override
    public void apply(Row row, Output<? super Row> out) {}
  }

  static final Table<Row> ROWS = Table.of("rows", Row.class);

  /** Each test's own declaration. */
  record Declared(String name, Grain grain) implements PipelineSource {
    static final AtomicReference<Consumer<Flow>> BODY = new AtomicReference<>();

    @Override
    public void define(Flow flow) {
      BODY.get().accept(flow);
    }
  }

  private static List<Problem> problems(Map<String, String> settings, Consumer<Flow> body) {
    return problems(new Declared("test", Grain.DAY), settings, body);
  }

  private static List<Problem> problems(
      PipelineSource source, Map<String, String> settings, Consumer<Flow> body) {
    Declared.BODY.set(body);
    InvalidPipelineException e =
        catchThrowableOfType(
            InvalidPipelineException.class, () -> Pipeline.define(source, settings));
    assertThat(e).as("the pipeline is refused").isNotNull();
    assertThat(e.problems()).allSatisfy(p -> assertThat(e).hasMessageContaining(p.toString()));
    return e.problems();
  }

  private static List<String> told(Consumer<Flow> body) {
    return problems(Map.of(), body).stream().map(Problem::toString).toList();
  }

  @Test
  void allMistakesAreToldAtOnce() {
    List<Problem> problems =
        problems(
            Map.of("write.x", "1", "hold.tmes", "2", "reed.x", "1", "nodot", "1"),
            flow -> {
              var rows = flow.ingest("Read It", new Read());
              var held = flow.apply("hold", new Hold(1, null), rows);
              flow.apply("bad", new Bad(), rows);
              flow.apply("unknown", new Unknown<String>(), rows);
              flow.group("group", new ByBytes(), rows);
              flow.split("split", Splitter.byTime("nmae", LocalDate.EPOCH), rows);
              flow.split("late", Splitter.byTime("name", LocalDate.EPOCH), rows);
              flow.split("digest", Splitter.byKey(0.5, 1, "bytes"), rows);
              flow.lookup("find", Column.of("nam", String.class), rows);
              flow.lookup("find", Column.of("name", Integer.class), rows);
              flow.write("write", held, ROWS.byInterval("name"), Writes.REPLACE);
              flow.write("again", held, ROWS, Writes.REPLACE, Expectation.noNulls("vlaue"));
            });
    assertThat(problems.stream().map(Problem::toString))
        .containsExactlyInAnyOrder(
            "--set nodot: is no parameter, write pipeline.<parameter> or <step>.<parameter>",
            "Read It: is no step name, use [a-z][a-z0-9-]*",
            "hold: has parameter thread of type Thread, which can't be one: Thread can't travel as"
                + " JSON",
            "hold: a setting names parameter 'tmes', which is none of [times, thread]; did you mean"
                + " 'times'?",
            "bad: port out, Unstorable: field thread of type Thread: use a primitive or its box,"
                + " String, enum, BigDecimal, LocalDate, Instant, LocalDateTime, byte[], Optional,"
                + " a record, List or Map",
            "bad: port out, Unstorable: field texts[] of type StringBuilder: use a primitive or its"
                + " box, String, enum, BigDecimal, LocalDate, Instant, LocalDateTime, byte[],"
                + " Optional, a record, List or Map",
            "unknown: port out has unknown type Open<T>; give the step a Class<…> component of it,"
                + " or make the step's record not generic",
            "group: key of type byte[] can't be a key, use a scalar, an enum or a record of them",
            "split: names column 'nmae', but 'nmae' is not one of [day, name, value, bytes]",
            "late: splits by time column name of type string, expected a LocalDate, Instant or"
                + " LocalDateTime",
            "digest: splits by key column bytes of type binary, use a scalar",
            "find: names key column 'nam', which is none of [day, name, value, bytes]; did you mean"
                + " 'name'?",
            "find: names two steps, choose another for one of them",
            "find: looks key column name up by Integer, but it is a String",
            "write: lays table rows out by interval column name of type string, expected a"
                + " LocalDate, Instant or LocalDateTime",
            "write: a setting names parameter 'x', but it has none",
            "again: declares table rows otherwise than an earlier step",
            "again: writes table rows, which step write writes too; give each its own table",
            "again: expectation 'nulls in vlaue <= 0.0' names column 'vlaue', which is none of"
                + " [day, name, value, bytes]; did you mean 'value'?",
            "--set reed: names step 'reed', which is none of [again, bad, digest, find,"
                + " group, hold, late, split, unknown, write]");
  }

  @Test
  void aKeyToMergeByIsSomeOfTheColumnsThatCanBeCompared() {
    List<Problem> problems =
        problems(
            new Declared("merging", Grain.DAY),
            Map.of(),
            flow -> {
              var rows = flow.ingest("read", new Read());
              flow.write("none", rows, ROWS, Writes.mergeBy());
              flow.write("other", rows, Table.of("other", Row.class), Writes.mergeBy("nmae"));
              flow.write("bytes", rows, Table.of("bytes", Row.class), Writes.mergeBy("bytes"));
              flow.write("twice", rows, Table.of("twice", Row.class), Writes.mergeBy("day", "day"));
              flow.write("good", rows, Table.of("good", Row.class), Writes.mergeBy("day", "name"));
            });
    assertThat(problems.stream().map(Problem::toString))
        .containsExactlyInAnyOrder(
            "none: merges by no column, name at least one",
            "other: names merge key column 'nmae', which is none of [day, name, value, bytes]; did"
                + " you mean 'name'?",
            "bytes: merges by column bytes of type binary, use a scalar",
            "twice: merges by [day, day], name each column once");
  }

  @Test
  void namesAreHeldToTheirForm() {
    List<Problem> problems =
        problems(
            new Declared("My Pipeline", Grain.DAY),
            Map.of(),
            flow -> {
              var rows = flow.ingest("pipeline", new Read());
              flow.write("write", rows, Table.of("Bad Name", Row.class), Writes.REPLACE);
              flow.registered("r", "a/b", ModelRef.number(1), Row.class, Double.class);
            });
    assertThat(problems.stream().map(Problem::toString))
        .containsExactly(
            "pipeline: is named 'My Pipeline', use [a-z][a-z0-9-]*",
            "pipeline: is a reserved name, choose another",
            "write: names table 'Bad Name', use [a-z][a-z0-9_-]*",
            "r: names model 'a/b', a model's name is not empty and has no / or :");
  }

  @Test
  void handlesOfAnotherPipelineAreRefused() {
    AtomicReference<Dataset<Row>> other = new AtomicReference<>();
    Declared.BODY.set(flow -> other.set(flow.ingest("theirs", new Read())));
    Pipeline.define(new Declared("other", Grain.DAY));
    assertThat(told(flow -> flow.write("write", other.get(), ROWS, Writes.REPLACE)))
        .containsExactly("write: uses dataset theirs of another pipeline, declare it in this one");
  }

  @Test
  void anEmptyPipelineIsNone() {
    assertThat(told(flow -> {})).containsExactly("pipeline: has no steps");
  }

  @Test
  void whatDefineThrowsIsTold() {
    assertThat(
            told(
                flow -> {
                  flow.ingest("Bad", new Read());
                  throw new IllegalStateException("no file list");
                }))
        .containsExactly(
            "Bad: is no step name, use [a-z][a-z0-9-]*",
            "pipeline: define() failed: java.lang.IllegalStateException: no file list");
  }

  @Test
  void aTableHasOneWriterByPlaceToo() {
    assertThat(
            told(
                flow -> {
                  var rows = flow.ingest("read", new Read());
                  flow.write("one", rows, ROWS, Writes.REPLACE);
                  flow.write("two", rows, Table.of("others", Row.class).at("rows"), Writes.APPEND);
                }))
        .containsExactly(
            "two: writes table others, which step one writes too; give each its own table");
  }

  @Test
  void windowsNeedAnIntervalAndPartitionsLeaveData() {
    assertThat(
            told(
                flow -> {
                  flow.read("read", ROWS, Window.interval());
                  flow.read(
                      "all",
                      Table.of("days", FourPipelines.AirportDay.class)
                          .partitionedBy("airport", "day"),
                      Window.all());
                  flow.read("part", Table.of("p", Row.class).partitionedBy("nme"), Window.all());
                }))
        .containsExactly(
            "read: reads window 'interval' of table rows, which has no interval column; declare it"
                + " with Table.byInterval(column)",
            "all: partitions table days by every column, leave one for data",
            "part: names partition column 'nme', which is none of [day, name, value, bytes]; did"
                + " you mean 'name'?");
  }

  @Test
  void anHourIsNotToldByADate() {
    assertThat(
            problems(
                    new Declared("hourly", Grain.HOUR),
                    Map.of(),
                    flow -> flow.read("read", ROWS.byInterval("day"), Window.interval()))
                .stream()
                .map(Problem::toString))
        .containsExactly(
            "read: lays table rows out by interval column day of type date, which tells no hours;"
                + " expected an Instant or LocalDateTime");
  }

  @Test
  void valuesThatCannotGoBesideRowsOrBeKeptAreTold() {
    assertThat(
            told(
                flow -> {
                  var rows = flow.ingest("read", new Read());
                  var model = flow.train("train", new Guess(), rows);
                  flow.applyWith("with", new BesideModel(), rows, model);
                  flow.fold("fold", new ToBytes(), rows);
                  flow.apply("deep", new Deep(new Endless(List.of())), rows);
                }))
        .containsExactly(
            "with: takes train beside its rows, a Model<Row, Double>; expected the interval, a"
                + " lookup or a fold's value, score rows by flow.score",
            "fold: port value can't be kept: bytes.byte[] can't travel as JSON",
            "deep: has parameter tree of type Endless, which can't be one: more.Endless contains"
                + " itself");
  }

  @Test
  void aSourceThatIsNoRecordIsToldSo() {
    PipelineSource source =
        new PipelineSource() {
          @Override
          public String name() {
            return "anonymous";
          }

          @Override
          public void define(Flow flow) {}
        };
    assertThatThrownBy(() -> Pipeline.define(source))
        .isInstanceOf(InvalidPipelineException.class)
        .hasMessageContaining("make it a record");
  }

  @Test
  void theMessageCountsAndNamesThem() {
    Declared.BODY.set(flow -> {});
    assertThatThrownBy(() -> Pipeline.define(new Declared("test", Grain.DAY), Map.of("x.y", "1")))
        .hasMessage(
            "Cannot define pipeline test: 1 mistake\n"
                + "  --set x: names step 'x', which is none of []");
  }
}
