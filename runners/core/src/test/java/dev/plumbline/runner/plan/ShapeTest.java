package dev.plumbline.runner.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.Pipeline;
import dev.plumbline.pipeline.Port;
import dev.plumbline.runner.run.TestingDelays;
import dev.plumbline.runner.run.TestingFiles;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How pipelines fall into pieces. */
class ShapeTest {
  private static List<String> names(List<Node> nodes) {
    return nodes.stream().map(Node::name).toList();
  }

  private static Node node(Pipeline pipeline, String name) {
    return pipeline.node(name).orElseThrow();
  }

  @Test
  void whatIsKeptIsExecutedWithWhatIsFusedIntoIt() {
    Pipeline pipeline = Pipeline.define(new TestingDelays.Train());
    Shape shape = new Shape(pipeline);
    assertThat(names(shape.order())).containsExactly("train", "evaluate", "register", "publish");
    assertThat(names(shape.fused(node(pipeline, "train"))))
        .containsExactly("trips", "label", "split");
    assertThat(names(shape.fused(node(pipeline, "publish")))).containsExactly("trips", "score");
    assertThat(names(shape.keptBefore(node(pipeline, "publish")))).containsExactly("register");
    assertThat(names(shape.keptBefore(node(pipeline, "register"))))
        .containsExactly("train", "evaluate");
    assertThat(names(shape.keptUsers(node(pipeline, "trips"))))
        .containsExactly("train", "evaluate", "publish");
  }

  @Test
  void aReplacedTableStandsForItsRows() {
    Pipeline pipeline = Pipeline.define(new TestingFiles.Words("words.txt"));
    Shape shape = new Shape(pipeline);
    Node publish = node(pipeline, "publish");
    assertThat(shape.edge(Port.out("scale"), node(pipeline, "count")))
        .contains((Node.Write) publish);
    assertThat(shape.edge(Port.out("scale"), publish)).isEmpty();
    assertThat(names(shape.fused(node(pipeline, "count")))).isEmpty();
    assertThat(names(shape.keptBefore(node(pipeline, "share"))))
        .containsExactly("publish", "count");
  }

  @Test
  void upstreamAndDownstreamGoThroughTables() {
    Shape shape = new Shape(Pipeline.define(new TestingFiles.Words("words.txt")));
    assertThat(shape.upstream("count"))
        .containsExactlyInAnyOrder("count", "publish", "scale", "ingest");
    assertThat(shape.upstream("scale")).containsExactlyInAnyOrder("publish", "scale", "ingest");
    assertThat(shape.downstream("publish"))
        .containsExactlyInAnyOrder("publish", "log", "count", "beside", "share");
    assertThat(shape.downstream("count")).containsExactlyInAnyOrder("count", "beside", "share");
  }

  @Test
  void theOrderIsTopological() {
    Pipeline pipeline = Pipeline.define(new TestingBreadth.Wide(10, 300, 1));
    Shape shape = new Shape(pipeline);
    Set<String> seen = new HashSet<>();
    for (Node node : shape.order()) {
      assertThat(seen).containsAll(names(shape.keptBefore(node)));
      seen.add(node.name());
    }
    assertThat(seen)
        .containsAll(
            pipeline.nodes().stream()
                .filter(Node.Write.class::isInstance)
                .map(Node::name)
                .toList());
  }
}
