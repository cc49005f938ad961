package dev.plumbline.models.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.plumbline.models.Scores;
import dev.plumbline.models.xgboost.TestingRows.Shape;
import dev.plumbline.pipeline.Labelled;
import dev.plumbline.pipeline.Model;
import dev.plumbline.pipeline.TrainStep;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainersTest {
  private static final Boosting SMALL = Boosting.standard().withRounds(40).withEta(0.3);
  private static final List<Shape> SHAPES = TestingRows.shapes(6_000, 1);
  private static final List<Shape> OTHERS = TestingRows.shapes(1_000, 2);

  @Test
  void tellsHeavyFromLight() throws Exception {
    Model<Shape, Double> model =
        train(new XgboostBinary<>(Shape.class, SMALL), label(s -> s.weight() > 5));
    List<Double> predictions = model.predict(OTHERS);
    long right = 0;
    for (int i = 0; i < OTHERS.size(); i++) {
      right += (predictions.get(i) > 0.5) == (OTHERS.get(i).weight() > 5) ? 1 : 0;
    }
    assertThat(right).isGreaterThan(970);
  }

  @Test
  void weighs() throws Exception {
    Model<Shape, Double> model =
        train(new XgboostRegression<>(Shape.class, SMALL), label(Shape::weight));
    List<Double> predictions = model.predict(OTHERS);
    double squares = 0;
    for (int i = 0; i < OTHERS.size(); i++) {
      squares += Math.pow(predictions.get(i) - OTHERS.get(i).weight(), 2);
    }
    assertThat(Math.sqrt(squares / OTHERS.size())).isLessThan(0.2);
  }

  @Test
  void namesTheBand() throws Exception {
    Model<Shape, Scores> model =
        train(new XgboostMulticlass<>(Shape.class, SMALL), label(TestingRows::band));
    List<Scores> predictions = model.predict(OTHERS);
    long right = 0;
    for (int i = 0; i < OTHERS.size(); i++) {
      Scores scores = predictions.get(i);
      assertThat(scores.probabilities().keySet()).containsExactly("heavy", "light", "middling");
      assertThat(scores.probabilities().values().stream().mapToDouble(p -> p).sum())
          .isCloseTo(1, within(1e-9));
      right += scores.label().equals(TestingRows.band(OTHERS.get(i))) ? 1 : 0;
    }
    assertThat(right).isGreaterThan(960);
  }

  @Test
  void growsTheSameTreesAgain() throws Exception {
    Boosting sampled = SMALL.withSamples(0.7, 0.7);
    for (int threads : new int[] {1, 2}) {
      byte[] first = bytes(sampled, 7, threads);
      assertThat(bytes(sampled, 7, threads)).isEqualTo(first);
      assertThat(bytes(sampled, 8, threads)).isNotEqualTo(first);
    }
  }

  @Test
  void predictsTheSameWithMoreThreadsAndInParts() throws Exception {
    List<Shape> many = TestingRows.shapes(10_001, 3);
    List<Labelled<Shape, Boolean>> rows = label(s -> s.weight() > 5);
    XgboostBinary<Shape> step = new XgboostBinary<>(Shape.class, SMALL);
    Model<Shape, Double> two = step.train(rows, new TestingTraining(7, 2, new ArrayList<>()));
    List<Double> whole = two.predict(many);
    assertThat(whole).hasSize(many.size());
    List<Double> parts = new ArrayList<>();
    for (int from = 0; from < many.size(); from += 77) {
      parts.addAll(two.predict(many.subList(from, Math.min(many.size(), from + 77))));
    }
    assertThat(parts).isEqualTo(whole);
    assertThat(two.predict(List.of())).isEmpty();
  }

  @Test
  void refusesLabelsThatAreAllAlike() {
    assertRefused(
        new XgboostBinary<>(Shape.class, SMALL), label(s -> false), "all 6,000 labels are false");
    assertRefused(
        new XgboostRegression<>(Shape.class, SMALL), label(s -> 2.5), "all 6,000 labels are 2.5");
    assertRefused(
        new XgboostMulticlass<>(Shape.class, SMALL), label(s -> "a"), "all 6,000 labels are 'a'");
  }

  @Test
  void namesTheRowThatCannotBeLearnt() {
    assertRefused(
        new XgboostRegression<>(Shape.class, SMALL),
        label(s -> s.equals(SHAPES.get(9)) ? Double.NaN : 1.0),
        "in training row 9 (counted from 0) the label is NaN");
    assertRefused(
        new XgboostBinary<>(Shape.class, SMALL),
        label(s -> s.equals(SHAPES.get(3)) ? null : s.weight() > 5),
        "in training row 3 (counted from 0) the label is null");
    List<Labelled<Shape, Boolean>> infinite =
        List.of(
            new Labelled<>(SHAPES.get(0), true), new Labelled<>(new Shape(1e300, "red", 1), false));
    assertRefused(
        new XgboostBinary<>(Shape.class, SMALL),
        infinite,
        "in training row 1 (counted from 0) size is infinite, or too large for a float");
    assertRefused(new XgboostBinary<>(Shape.class, SMALL), List.of(), "there are no training rows");
  }

  @Test
  void refusesParametersOutOfRange() {
    assertThatThrownBy(() -> Boosting.standard().withDepth(13))
        .hasMessage("Cannot boost with depth 13, give a number from 1 to 12");
    assertThatThrownBy(() -> Boosting.standard().withEta(0))
        .hasMessage("Cannot boost with eta 0.0, give a share above 0 and at most 1");
    assertThatThrownBy(() -> Boosting.standard().withLambda(Double.NaN))
        .hasMessageContaining("lambda NaN");
  }

  private static byte[] bytes(Boosting boosting, long seed, int threads) {
    return ((XgboostModel<Shape, Double>)
            new XgboostBinary<>(Shape.class, boosting)
                .train(
                    label(s -> s.weight() > 5),
                    new TestingTraining(seed, threads, new ArrayList<>())))
        .booster();
  }

  private static <L> List<Labelled<Shape, L>> label(java.util.function.Function<Shape, L> label) {
    return TestingRows.labelled(SHAPES, label);
  }

  private static <L, P> Model<Shape, P> train(
      TrainStep<Labelled<Shape, L>, Shape, P> step, List<Labelled<Shape, L>> rows)
      throws Exception {
    return step.train(rows, new TestingTraining());
  }

  private static <L, P> void assertRefused(
      TrainStep<Labelled<Shape, L>, Shape, P> step, List<Labelled<Shape, L>> rows, String why) {
    assertThatThrownBy(() -> train(step, rows))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Cannot train xgboost: ")
        .hasMessageContaining(why);
  }
}
