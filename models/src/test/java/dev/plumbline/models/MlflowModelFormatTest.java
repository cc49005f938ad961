package dev.plumbline.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.models.xgboost.Boosting;
import dev.plumbline.models.xgboost.TestingRows;
import dev.plumbline.models.xgboost.TestingRows.Shape;
import dev.plumbline.models.xgboost.TestingTraining;
import dev.plumbline.models.xgboost.XgboostMulticlass;
import dev.plumbline.pipeline.Labelled;
import dev.plumbline.pipeline.Model;
import dev.plumbline.pipeline.port.ModelFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public final class MlflowModelFormatTest {
  private static final List<Shape> SHAPES = TestingRows.shapes(2_000, 5);
  private static final Map<String, String> METADATA =
      Map.of("run", "0a1b", "created", "2001-06-01T10:00:00Z", "odd", "a \"b\"\n\uD83D\uDE00");
  private static Model<Shape, Scores> model;
  private final MlflowModelFormat format = new MlflowModelFormat();
  @TempDir Path folder;

  /** A size of another type. */
  public record Retyped(Long size, String colour, int corners) {}

  /** One field renamed. */
  public record Renamed(Double size, String color, int corners) {}

  @BeforeAll
  static void train() {
    List<Labelled<Shape, String>> rows =
        SHAPES.stream().map(s -> new Labelled<>(s, s.corners() > 2 ? "many" : "few")).toList();
    model =
        new XgboostMulticlass<>(Shape.class, Boosting.standard().withRounds(5))
            .train(rows, new TestingTraining());
  }

  @BeforeEach
  void write() {
    write(folder);
  }

  private String write(Path into) {
    return format.write(
        into,
        model,
        new ModelFormat.Description(Shape.class, Scores.class, SHAPES.subList(0, 3), METADATA));
  }

  @Test
  void predictsTheSameAfterLoading() {
    @SuppressWarnings("unchecked")
    Model<Shape, Scores> loaded =
        (Model<Shape, Scores>) format.load(folder, Shape.class, Scores.class, 1);
    assertThat(loaded.predict(SHAPES)).isEqualTo(model.predict(SHAPES));
  }

  @Test
  void writesTheSameBytesAgain(@TempDir Path other) {
    assertThat(write(other)).isEqualTo(format.verify(folder));
  }

  @Test
  void describesTheModelInMlflowsWords() throws IOException {
    assertThat(Files.readString(folder.resolve("MLmodel")))
        .contains("    data: \"model.ubj\"\n")
        .contains("run_id: \"0a1b\"\n")
        .contains("utc_time_created: \"2001-06-01 10:00:00.000000\"\n")
        .contains("  odd: \"a \\\"b\\\"\\n\uD83D\uDE00\"\n")
        .contains(
            "{\\\"type\\\":\\\"integer\\\",\\\"name\\\":\\\"corners\\\",\\\"required\\\":true}");
    assertThat(Files.readString(folder.resolve("input_example.json")))
        .startsWith("{\"columns\":[\"size\",\"colour\",\"corners\"],\"data\":[[");
    assertThat(Files.readString(folder.resolve("requirements.txt"))).contains("xgboost==3.1.1\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"MLmodel", "model.ubj", "plumbline/encoder.json", "requirements.txt"})
  void namesTheFileThatWasAlteredOrIsMissing(String name) throws IOException {
    Path file = folder.resolve(name);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertThatThrownBy(() -> format.load(folder, Shape.class, Scores.class, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name + " was altered");
    Files.delete(file);
    assertThatThrownBy(() -> format.verify(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name + " is missing");
  }

  @Test
  void isNoModelWithoutItsManifest() throws IOException {
    Files.delete(folder.resolve("manifest.json"));
    assertThatThrownBy(() -> format.verify(folder))
        .hasMessageContaining("manifest.json is missing");
  }

  @Test
  void doesNotMindFilesThatWereAdded() throws IOException {
    String digest = format.verify(folder);
    Files.writeString(folder.resolve("registered_model_meta"), "model_name: m\n");
    assertThat(format.verify(folder)).isEqualTo(digest);
  }

  @Test
  void readsNothingOutsideOfTheFolder() throws IOException {
    Files.writeString(folder.resolve("manifest.json"), "{\"files\":{\"../secret\":\"00\"}}");
    assertThatThrownBy(() -> format.verify(folder)).hasMessageContaining("../secret is missing");
  }

  @Test
  void namesTheFieldThatDiffers() {
    assertThatThrownBy(() -> format.load(folder, Retyped.class, Scores.class, 1))
        .hasMessageContaining("field size is a double there and a long here");
    assertThatThrownBy(() -> format.load(folder, Renamed.class, Scores.class, 1))
        .hasMessageContaining("the record lacks field colour of type string")
        .hasMessageContaining("the model knows no field color");
    assertThatThrownBy(() -> format.load(folder, Shape.class, Double.class, 1))
        .hasMessageContaining(
            "it predicts struct<probabilities:map<string,double>?> and not Double");
  }

  @Test
  void refusesAModelThatNoFlavorKnows() {
    Model<Shape, Double> unknown = rows -> rows.stream().map(r -> 0.0).toList();
    assertThatThrownBy(
            () ->
                format.write(
                    folder,
                    unknown,
                    new ModelFormat.Description(Shape.class, Double.class, List.of(), Map.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no flavor knows it")
        .hasMessageContaining("[xgboost]");
  }
}
