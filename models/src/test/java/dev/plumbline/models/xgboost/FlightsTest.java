package dev.plumbline.models.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plumbline.models.MlflowModelFormat;
import dev.plumbline.models.xgboost.TestingFlights.Features;
import dev.plumbline.pipeline.Labelled;
import dev.plumbline.pipeline.Model;
import dev.plumbline.pipeline.port.ModelFormat;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoost;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightsTest {
  private static TestingFlights.Parts flights;
  private static XgboostModel<Features, Double> model;
  private static final TestingTraining RUN = new TestingTraining(7, 2, new java.util.ArrayList<>());
  @TempDir Path folder;

  @BeforeAll
  static void train() {
    flights = TestingFlights.read();
    model =
        (XgboostModel<Features, Double>)
            XgboostBinary.of(Features.class).train(flights.past(), RUN);
  }

  @Test
  void findsLateFlightsOfJune() {
    List<Double> predictions = model.predict(features(flights.june()));
    assertThat(auc(flights.june(), predictions)).isBetween(0.585, 0.60);
  }

  @Test
  void recordsTheLossAsItFalls() {
    List<TestingTraining.Point> points = RUN.points();
    assertThat(points).extracting(TestingTraining.Point::name).containsOnly("train_logloss");
    assertThat(points).extracting(TestingTraining.Point::step).startsWith(1L).endsWith(100L);
    assertThat(points)
        .isSortedAccordingTo(Comparator.comparing(TestingTraining.Point::value).reversed());
  }

  @Test
  void equalsTheNativeLibrary() throws Exception {
    List<Features> rows = features(flights.june());
    List<Double> predictions = model.predict(rows);
    float[] encoded = new float[rows.size() * model.encoder().width()];
    for (int i = 0; i < rows.size(); i++) {
      model.encoder().encode(rows.get(i), encoded, i * model.encoder().width());
    }
    Booster booster = XGBoost.loadModel(model.booster());
    float[][] natives =
        booster.inplace_predict(encoded, rows.size(), model.encoder().width(), Float.NaN);
    for (int i = 0; i < rows.size(); i++) {
      assertThat(predictions.get(i)).isCloseTo(natives[i][0], within(1.5e-7));
    }
    booster.dispose();
  }

  @Test
  void predictsTheSameAfterLoading() {
    MlflowModelFormat format = new MlflowModelFormat();
    String digest =
        format.write(
            folder,
            model,
            new ModelFormat.Description(
                Features.class, Double.class, features(flights.june()).subList(0, 5), Map.of()));
    assertThat(format.verify(folder)).isEqualTo(digest);
    @SuppressWarnings("unchecked")
    Model<Features, Double> loaded =
        (Model<Features, Double>) format.load(folder, Features.class, Double.class, 1);
    List<Features> rows = features(flights.june());
    assertThat(loaded.predict(rows)).isEqualTo(model.predict(rows));
  }

  @Test
  void isFoundAsTheModelFormat() {
    assertThat(ServiceLoader.load(ModelFormat.class))
        .hasOnlyElementsOfType(MlflowModelFormat.class);
  }

  private static List<Features> features(List<Labelled<Features, Boolean>> rows) {
    return rows.stream().map(Labelled::features).toList();
  }

  private static double auc(List<Labelled<Features, Boolean>> rows, List<Double> scores) {
    List<Integer> order =
        IntStream.range(0, rows.size()).boxed().sorted(Comparator.comparing(scores::get)).toList();
    double ranks = 0;
    double late = 0;
    for (int from = 0, to; from < order.size(); from = to) {
      double score = scores.get(order.get(from));
      for (to = from; to < order.size() && scores.get(order.get(to)) == score; to++) {}
      for (int i = from; i < to; i++) {
        if (rows.get(order.get(i)).label()) {
          ranks += (from + to + 1) / 2.0;
          late++;
        }
      }
    }
    return (ranks - late * (late + 1) / 2) / (late * (rows.size() - late));
  }
}
