package dev.plumbline.models.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plumbline.models.Scores;
import dev.plumbline.models.xgboost.TestingRows.Shape;
import dev.plumbline.pipeline.Labelled;
import dev.plumbline.pipeline.Model;
import dev.plumbline.pipeline.TrainStep;
import java.util.ArrayList;
import java.util.List;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoost;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The trees in plain Java against XGBoost's own, with missing values and unknown categories. */
class NativeEqualityTest {
  private static final List<Shape> SHAPES = TestingRows.shapes(3_000, 11);
  private static final List<Shape> OTHERS = others();

  private static List<Shape> others() {
    List<Shape> others = new ArrayList<>(TestingRows.shapes(997, 12));
    others.add(new Shape(1e38, "unseen", 3));
    others.add(new Shape(-0.0, "", -1));
    others.add(new Shape(Double.NaN, null, Integer.MAX_VALUE));
    return others;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 6, 12})
  void probabilities(int depth) throws Exception {
    XgboostModel<Shape, Double> model =
        train(new XgboostBinary<>(Shape.class, boosting(depth)), s -> s.weight() > 5);
    float[][] natives = natives(model);
    List<Double> ours = model.predict(OTHERS);
    for (int i = 0; i < natives.length; i++) {
      assertThat(ours.get(i)).isCloseTo(natives[i][0], within(1.5e-7));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 6, 12})
  void quantities(int depth) throws Exception {
    XgboostModel<Shape, Double> model =
        train(new XgboostRegression<>(Shape.class, boosting(depth)), Shape::weight);
    float[][] natives = natives(model);
    List<Double> ours = model.predict(OTHERS);
    for (int i = 0; i < natives.length; i++) {
      assertThat(ours.get(i)).isCloseTo(natives[i][0], within(1e-5));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 6, 12})
  void classes(int depth) throws Exception {
    XgboostModel<Shape, Scores> model =
        train(new XgboostMulticlass<>(Shape.class, boosting(depth)), TestingRows::band);
    float[][] natives = natives(model);
    List<Scores> ours = model.predict(OTHERS);
    for (int i = 0; i < natives.length; i++) {
      assertThat(natives[i][0]).isCloseTo((float) ours.get(i).of("heavy"), within(2e-7f));
      assertThat(natives[i][1]).isCloseTo((float) ours.get(i).of("light"), within(2e-7f));
      assertThat(natives[i][2]).isCloseTo((float) ours.get(i).of("middling"), within(2e-7f));
    }
  }

  private static Boosting boosting(int depth) {
    return Boosting.standard().withRounds(25).withDepth(depth);
  }

  private static <L, P> XgboostModel<Shape, P> train(
      TrainStep<Labelled<Shape, L>, Shape, P> step, java.util.function.Function<Shape, L> label)
      throws Exception {
    Model<Shape, P> model = step.train(TestingRows.labelled(SHAPES, label), new TestingTraining());
    return (XgboostModel<Shape, P>) model;
  }

  private static float[][] natives(XgboostModel<Shape, ?> model) throws Exception {
    int width = model.encoder().width();
    float[] encoded = new float[OTHERS.size() * width];
    for (int i = 0; i < OTHERS.size(); i++) {
      model.encoder().encode(OTHERS.get(i), encoded, i * width);
    }
    Booster booster = XGBoost.loadModel(model.booster());
    try {
      return booster.inplace_predict(encoded, OTHERS.size(), width, Float.NaN);
    } finally {
      booster.dispose();
    }
  }
}
