package dev.plumbline.models.xgboost;

import dev.plumbline.pipeline.Labelled;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

/** Rows whose label follows from their features, with missing values and categories among them. */
public final class TestingRows {
  private TestingRows() {}

  /** Features. */
  public record Shape(Double size, String colour, int corners) {
    /** What is to be learnt. */
    double weight() {
      double base = size == null ? 3 : size;
      return base + corners * 0.5 + (colour == null ? -1 : colour.length());
    }
  }

  /** The same shapes for the same seed. */
  public static List<Shape> shapes(int count, long seed) {
    Random random = new Random(seed);
    String[] colours = {"red", "green", "blue", "turquoise", null};
    return Stream.generate(
            () ->
                new Shape(
                    random.nextInt(8) == 0 ? null : random.nextGaussian() * 2,
                    colours[random.nextInt(colours.length)],
                    random.nextInt(6)))
        .limit(count)
        .toList();
  }

  static <L> List<Labelled<Shape, L>> labelled(List<Shape> shapes, Function<Shape, L> label) {
    return shapes.stream().map(s -> new Labelled<>(s, label.apply(s))).toList();
  }

  static String band(Shape shape) {
    return shape.weight() > 7 ? "heavy" : shape.weight() > 4 ? "middling" : "light";
  }
}
