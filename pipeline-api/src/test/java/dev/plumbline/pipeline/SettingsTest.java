package dev.plumbline.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parameters by name: set, nested, refused. */
public class SettingsTest {
  public record Row(int number) {}

  /** A nested record with a law. */
  public record Range(int least, int most) {
    public Range {
      if (least > most) {
        throw new IllegalArgumentException("least " + least + " is above most " + most);
      }
    }
  }

  enum Mode {
    FAST,
    EXACT
  }

  record Step(
      int minutes,
      Range range,
      Mode mode,
      Path file,
      LocalDate from,
      Duration pause,
      List<String> names,
      Optional<Double> share,
      Map<String, Integer> weights,
      boolean on)
      implements RowStep<Row, Row> {
    @Override
    public void apply(Row row, Output<? super Row> out) {}
  }

  record Read() implements IngestStep<Row> {
    @Override
    public void read(Part part, Resources resources, IngestOutput<? super Row> out) {}
  }

  record Source(int lateMinutes, Range range) implements PipelineSource {
    @Override
    public String name() {
      return "settings";
    }

    @Override
    public void define(Flow flow) {
      var rows = flow.ingest("read", new Read());
      flow.apply(
          "step",
          new Step(
              lateMinutes,
              range,
              Mode.FAST,
              Path.of("a"),
              LocalDate.EPOCH,
              Duration.ofMinutes(1),
              List.of(),
              Optional.empty(),
              Map.of(),
              false),
          rows);
    }
  }

  private static final Source SOURCE = new Source(15, new Range(1, 2));

  private static Step set(String key, String value) {
    return set(Map.of(key, value));
  }

  private static Step set(Map<String, String> settings) {
    return (Step) Pipeline.define(SOURCE, settings).node("step").orElseThrow().step().orElseThrow();
  }

  @Test
  void everyKindOfParameterIsSetByItsText() {
    assertThat(set("step.minutes", "30").minutes()).isEqualTo(30);
    assertThat(set("step.mode", "EXACT").mode()).isEqualTo(Mode.EXACT);
    assertThat(set("step.file", "data/x.csv").file()).isEqualTo(Path.of("data/x.csv"));
    assertThat(set("step.from", "2001-06-01").from()).isEqualTo(LocalDate.of(2001, 6, 1));
    assertThat(set("step.pause", "PT5S").pause()).isEqualTo(Duration.ofSeconds(5));
    assertThat(set("step.names", "a, b").names()).containsExactly("a", "b");
    assertThat(set("step.names", "[\"a,b\"]").names()).containsExactly("a,b");
    assertThat(set("step.names", "").names()).isEmpty();
    assertThat(set("step.share", "0.5").share()).contains(0.5);
    assertThat(set("step.share", "").share()).isEmpty();
    assertThat(set("step.weights", "{\"a\":1}").weights()).containsEntry("a", 1);
    assertThat(set("step.on", "true").on()).isTrue();
    assertThat(set("step.range", "{\"least\":3,\"most\":4}").range()).isEqualTo(new Range(3, 4));
  }

  @Test
  void nestedRecordsAreSetByPathAndTogether() {
    assertThat(set("step.range.most", "9").range()).isEqualTo(new Range(1, 9));
    assertThat(set(Map.of("step.range.least", "5", "step.range.most", "9")).range())
        .isEqualTo(new Range(5, 9));
    assertThat(set(Map.of("step.range.least", "-5", "step.range.most", "-4")).range())
        .isEqualTo(new Range(-5, -4));
    assertThat(set("pipeline.range.most", "7").range()).isEqualTo(new Range(1, 7));
  }

  @Test
  void aStepsOwnSettingWinsOverThePipelines() {
    assertThat(set(Map.of("pipeline.lateMinutes", "20", "step.minutes", "30")).minutes())
        .isEqualTo(30);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          step.minuts | 1 | step: a setting names parameter 'minuts', which is none of
          step.minuts | 1 | did you mean 'minutes'?
          step.range.lest | 1 | step.range: a setting names parameter 'lest', which is none of [least, most]; did you mean 'least'?
          step.minutes.x | 1 | step: a setting names parameter 'minutes.x'
          step.minutes | half | step: parameter minutes of type int can't be set to 'half': expected an int, not 'half'
          step.mode | SLOW | expected one of [FAST, EXACT], not 'SLOW'
          step.from | June | expected a date such as 2001-06-01, not 'June'
          step.on | yes | expected a boolean, not 'yes'
          step.weights | [1] | parameter weights of type Map can't be set to '[1]'
          step.range.most | 0 | step.range: is refused by its record: least 1 is above most 0
          step.range | {"least":1} | Cannot read value: most is missing
          step.range | {"least":1,"most":2,"mots":3} | it names component 'mots', which is none of [least, most]; did you mean 'most'?
          read.x | 1 | read: a setting names parameter 'x', which is none of []
          stepp.minutes | 1 | --set stepp: names step 'stepp', which is none of [read, step]; did you mean 'step'?
          pipeline.lateMinuts | 1 | pipeline: a setting names parameter 'lateMinuts'
          minutes | 1 | --set minutes: is no parameter, write pipeline.<parameter> or <step>.<parameter>
          """)
  void whatCannotBeSetIsToldByNameAndValue(String key, String value, String told) {
    assertThatThrownBy(() -> set(key, value))
        .isInstanceOf(InvalidPipelineException.class)
        .hasMessageContaining(told);
  }

  @Test
  void mistakesInPipelineAndStepAreToldTogether() {
    assertThatThrownBy(
            () -> set(Map.of("pipeline.lateMinutes", "x", "step.mode", "y", "no.z", "1")))
        .hasMessageContaining("3 mistakes")
        .hasMessageContaining("pipeline: parameter lateMinutes")
        .hasMessageContaining("step: parameter mode")
        .hasMessageContaining("--set no:");
  }

  @Test
  void parametersAreFlatAndSorted() {
    assertThat(Parameters.flatten(SOURCE))
        .containsExactly(
            Map.entry("lateMinutes", "15"),
            Map.entry("range.least", "1"),
            Map.entry("range.most", "2"));
  }
}
