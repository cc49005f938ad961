package dev.plumbline.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.models.xgboost.Boosting;
import dev.plumbline.models.xgboost.TestingTraining;
import dev.plumbline.models.xgboost.XgboostBinary;
import dev.plumbline.models.xgboost.XgboostModel;
import dev.plumbline.models.xgboost.XgboostMulticlass;
import dev.plumbline.models.xgboost.XgboostRegression;
import dev.plumbline.pipeline.Labelled;
import dev.plumbline.pipeline.Model;
import dev.plumbline.pipeline.json.Json;
import dev.plumbline.pipeline.port.ModelFormat;
import dev.plumbline.pipeline.schema.Decimal;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Writes a model of each kind over every field type and beside each what it must predict, for
 * {@code src/test/python/check_models.py}; into the folder of property {@code models.export} where
 * it is given.
 */
public final class ExportedModelsTest {
  private static final int ROWS = 200;
  @TempDir Path temporary;

  /** Two words. */
  public enum Kind {
    ODD,
    EVEN
  }

  /** A nested record. */
  public record Inner(String code, Integer count, LocalDate since, Float share, double level) {}

  /** Every kind of field. */
  public record Wide(
      int a,
      Double b,
      String text,
      Kind kind,
      boolean flag,
      Boolean maybe,
      Integer maybeInt,
      LocalDate day,
      LocalDateTime local,
      Instant at,
      Optional<String> optional,
      Inner inner,
      char letter,
      long big,
      @Decimal(precision = 8, scale = 2) BigDecimal price) {
    double truth() {
      return a * 0.2
          + (b == null ? 1 : b)
          + (kind == Kind.ODD ? 1 : 0)
          + day.getDayOfWeek().getValue() * 0.3
          + (inner == null ? 0 : inner.level);
    }
  }

  @Test
  void export() throws Exception {
    String property = System.getProperty("models.export", "");
    Path folder = property.isEmpty() ? temporary : Path.of(property);
    List<Wide> rows = rows();
    Boosting boosting = Boosting.standard().withRounds(30);
    TestingTraining run = new TestingTraining();
    save(
        folder.resolve("binary"),
        new XgboostBinary<>(Wide.class, boosting).train(label(rows, w -> w.truth() > 3), run),
        Double.class,
        rows);
    save(
        folder.resolve("regression"),
        new XgboostRegression<>(Wide.class, boosting).train(label(rows, Wide::truth), run),
        Double.class,
        rows);
    save(
        folder.resolve("multiclass"),
        new XgboostMulticlass<>(Wide.class, boosting)
            .train(label(rows, w -> w.truth() > 4 ? "high" : w.truth() > 2 ? "mid" : "low"), run),
        Scores.class,
        rows);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(6);
    }
  }

  private static <P> void save(
      Path folder, Model<Wide, P> model, Class<P> prediction, List<Wide> all) throws Exception {
    Files.createDirectories(folder);
    List<Wide> rows = all.subList(0, ROWS);
    Map<String, String> metadata = Map.of("run", "0a1b", "created", "2001-06-01T10:00:00Z");
    MlflowModelFormat format = new MlflowModelFormat();
    format.write(
        folder, model, new ModelFormat.Description(Wide.class, prediction, rows, metadata));
    assertThat(format.verify(folder)).hasSize(64);
    List<Object> expected = new ArrayList<>();
    List<P> predictions = model.predict(rows);
    for (int i = 0; i < ROWS; i++) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("encoded", encoded((XgboostModel<Wide, P>) model, rows.get(i)));
      P predicted = predictions.get(i);
      row.put("prediction", predicted instanceof Scores s ? s.probabilities() : predicted);
      expected.add(row);
    }
    Path beside = folder.resolveSibling(folder.getFileName() + "-expected.json");
    Files.writeString(beside, Json.write(expected) + "\n");
  }

  private static List<Object> encoded(XgboostModel<Wide, ?> model, Wide row) {
    float[] into = new float[model.encoder().width()];
    model.encoder().encode(row, into, 0);
    List<Object> values = new ArrayList<>();
    for (float value : into) {
      values.add(Float.isNaN(value) ? null : value);
    }
    return values;
  }

  private static <L> List<Labelled<Wide, L>> label(List<Wide> rows, Function<Wide, L> label) {
    return rows.stream().map(w -> new Labelled<>(w, label.apply(w))).toList();
  }

  private static List<Wide> rows() {
    Random r = new Random(3);
    return Stream.generate(() -> row(r)).limit(4_000).toList();
  }

  private static Wide row(Random r) {
    LocalDate day = LocalDate.of(2001, 1, 1).plusDays(r.nextInt(400));
    return new Wide(
        r.nextInt(10),
        r.nextInt(5) == 0 ? null : r.nextGaussian(),
        r.nextInt(9) == 0 ? null : "\"\uD83D\uDE00\" é" + r.nextInt(6),
        r.nextBoolean() ? Kind.ODD : Kind.EVEN,
        r.nextBoolean(),
        r.nextInt(3) == 0 ? null : r.nextBoolean(),
        r.nextInt(3) == 0 ? null : r.nextInt(100),
        day,
        r.nextInt(6) == 0 ? null : day.atTime(r.nextInt(24), 0),
        Instant.ofEpochSecond(1_000_000_000L + r.nextInt(100_000_000)),
        r.nextBoolean() ? Optional.empty() : Optional.of("o" + r.nextInt(3)),
        r.nextInt(7) == 0 ? null : inner(r),
        (char) ('a' + r.nextInt(4)),
        r.nextLong(1_000),
        BigDecimal.valueOf(r.nextInt(100_000), 2));
  }

  private static Inner inner(Random r) {
    return new Inner(
        r.nextInt(5) == 0 ? null : "c" + r.nextInt(20),
        r.nextInt(3) == 0 ? null : r.nextInt(5),
        r.nextInt(3) == 0 ? null : LocalDate.of(2003, 1, 1 + r.nextInt(28)),
        r.nextInt(4) == 0 ? null : r.nextFloat(),
        r.nextGaussian());
  }
}
