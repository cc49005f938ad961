package dev.plumbline.steps.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.models.Scores;
import dev.plumbline.pipeline.Labelled;
import dev.plumbline.pipeline.Metrics;
import dev.plumbline.pipeline.Metrics.Attachment;
import dev.plumbline.steps.evaluate.BinaryMetricsTest.Features;
import dev.plumbline.steps.evaluate.BinaryMetricsTest.Scored;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** Leaves the plots in {@code target/plots}, to be looked at. */
public final class PlotsTest {
  private static final Path PLOTS = Path.of("target", "plots");

  @Test
  void binary() throws Exception {
    Random random = new Random(1);
    List<Scored> rows = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      double odds = -1.5 + random.nextGaussian();
      boolean label = random.nextDouble() < 1 / (1 + Math.exp(-1.3 * odds));
      rows.add(BinaryMetricsTest.at(label, 1 / (1 + Math.exp(-odds))));
    }

    List<Attachment> plots = checked(BinaryMetricsTest.evaluate(new BinaryMetrics<>(), rows));

    assertThat(plots)
        .extracting(Attachment::path)
        .containsExactly("roc.svg", "precision-recall.svg", "calibration.svg");
    assertThat(plots.get(0).content()).hasSizeLessThan(20_000).contains("AUC 0.");
  }

  @Test
  void regression() throws Exception {
    Random random = new Random(1);
    RegressionMetrics<Features> step = new RegressionMetrics<>();
    RegressionSum sum = step.zero();
    for (int i = 0; i < 50_000; i++) {
      double label = 20 * random.nextGaussian();
      sum = RegressionMetricsTest.add(sum, "A", label, label * 0.7 + 6 * random.nextGaussian());
    }

    List<Attachment> plots = checked(step.finish(sum));

    assertThat(plots).extracting(Attachment::path).containsExactly("residuals.svg");
    // a model that is always right has residuals too
    RegressionSum right = RegressionMetricsTest.add(step.zero(), "A", 1, 1);
    checked(step.finish(right), "right-");
  }

  @Test
  void confusion() throws Exception {
    for (int size : new int[] {2, 5, 40}) {
      Random random = new Random(1);
      MulticlassMetrics<Features> step = new MulticlassMetrics<>();
      ClassSum sum = step.zero();
      for (int i = 0; i < 20_000; i++) {
        int label = random.nextInt(size);
        int guess = random.nextDouble() < 0.7 ? label : random.nextInt(size);
        sum =
            step.add(
                sum,
                new Labelled<>(new Features("A", 1), name(label)),
                new Scores(Map.of(name(guess), 0.9, name((guess + 1) % size), 0.1)));
      }
      checked(step.finish(sum), size + "-");
    }
  }

  private static String name(int label) {
    return label == 0 ? "<cancelled & \"lost\">" : "class " + label;
  }

  private static List<Attachment> checked(Metrics metrics) throws Exception {
    return checked(metrics, "");
  }

  private static List<Attachment> checked(Metrics metrics, String prefix) throws Exception {
    Files.createDirectories(PLOTS);
    for (Attachment each : metrics.attachments()) {
      Document xml =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(each.content())));
      assertThat(xml.getDocumentElement().getTagName()).isEqualTo("svg");
      assertThat(each.content()).doesNotContain("NaN", "Infinity");
      Files.writeString(PLOTS.resolve(prefix + each.path()), each.content());
    }
    return metrics.attachments();
  }
}
