package dev.plumbline.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.pipeline.FourPipelines.Bills;
import dev.plumbline.pipeline.FourPipelines.Features;
import dev.plumbline.pipeline.FourPipelines.FlightDelay;
import dev.plumbline.pipeline.FourPipelines.Nightly;
import dev.plumbline.pipeline.FourPipelines.Regression;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pipelines that the API was cut by become values. */
class FourPipelinesTest {
  static java.util.List<PipelineSource> all() {
    return java.util.List.of(
        new FlightDelay(), new Nightly(), new Regression(0.2), new Bills(Path.of("bills.csv")));
  }

  @ParameterizedTest
  @MethodSource("all")
  void declarationIsATopologicalOrder(PipelineSource source) {
    Set<String> seen = new HashSet<>(Set.of("pipeline"));
    for (Node node : Pipeline.define(source).nodes()) {
      assertThat(node.inputs()).allSatisfy(p -> assertThat(seen).contains(p.step()));
      assertThat(seen.add(node.name())).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void aPipelineIsAValue(PipelineSource source) {
    assertThat(Pipeline.define(source)).isEqualTo(Pipeline.define(source));
    assertThat(Pipeline.define(source)).hasSameHashCodeAs(Pipeline.define(source));
  }

  @Test
  void genericStepsLearnTheirTypes() {
    Pipeline pipeline = Pipeline.define(new FlightDelay());
    Node.Train train = (Node.Train) pipeline.node("train").orElseThrow();
    assertThat(train.features()).isEqualTo(Features.class);
    assertThat(train.prediction()).isEqualTo(Boolean.class);
    assertThat(train.rows().toString())
        .isEqualTo(
            "struct<features:struct<origin:string?,weekday:int,shareBefore:double?>?,"
                + "label:boolean?>");
    Node.Evaluate evaluate = (Node.Evaluate) pipeline.node("evaluate").orElseThrow();
    assertThat(evaluate.features()).isEqualTo(Features.class);
    assertThat(evaluate.prediction()).isEqualTo(Boolean.class);
  }

  @Test
  void theUsersOfANodeAreKnown() {
    Pipeline pipeline = Pipeline.define(new FlightDelay());
    assertThat(pipeline.users(pipeline.node("ingest").orElseThrow()))
        .extracting(Node::name)
        .containsExactly("daily", "label", "score");
  }

  @Test
  void oneParameterServesTwoSteps() {
    Pipeline pipeline = Pipeline.define(new FlightDelay(), Map.of("pipeline.lateMinutes", "30"));
    assertThat(pipeline.node("daily").orElseThrow().step())
        .contains(new FourPipelines.LateShare(30));
    assertThat(pipeline.node("label").orElseThrow().step()).contains(new FourPipelines.Label(30));
    assertThat(pipeline.parameters()).isEqualTo(new FlightDelay(30, Path.of("data/flights.csv")));
  }
}
