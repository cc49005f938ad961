package dev.plumbline.models.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.pipeline.schema.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

public final class EncoderLawsTest {
  /** A number and two categories. */
  public record Row(double number, String text, Optional<String> optional) {}

  @Property(tries = 200)
  void recodedRowsOfTheFitAreWhatTheEncoderGives(
      @ForAll List<String> texts, @ForAll List<Double> numbers) {
    List<Row> rows = rows(texts, numbers);
    EncoderFit<Row> fit = new EncoderFit<>(Schema.of(Row.class));
    List<float[]> provisional = new ArrayList<>();
    for (Row row : rows) {
      float[] into = new float[fit.width()];
      fit.encode(row, into, 0);
      provisional.add(into);
    }
    EncoderFit.Fitted<Row> fitted = fit.finish();
    for (int i = 0; i < rows.size(); i++) {
      float[] expected = new float[fit.width()];
      fitted.encoder().encode(rows.get(i), expected, 0);
      float[] recoded = provisional.get(i);
      for (int j = 0; j < recoded.length; j++) {
        float[] codes = fitted.recode().get(j);
        if (codes.length > 0 && !Float.isNaN(recoded[j])) {
          recoded[j] = codes[(int) recoded[j]];
        }
      }
      assertThat(recoded).containsExactly(expected);
    }
  }

  @Property(tries = 200)
  void orderOfRowsChangesNothing(@ForAll List<String> texts, @ForAll long seed) {
    List<Row> rows = rows(texts, List.of());
    List<Row> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(seed));
    assertThat(json(shuffled)).isEqualTo(json(rows));
  }

  private static String json(List<Row> rows) {
    EncoderFit<Row> fit = new EncoderFit<>(Schema.of(Row.class));
    rows.forEach(row -> fit.encode(row, new float[fit.width()], 0));
    return fit.finish().encoder().toJson();
  }

  private static List<Row> rows(List<String> texts, List<Double> numbers) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      double number = i < numbers.size() ? numbers.get(i) : i;
      rows.add(
          i % 5 == 4
              ? new Row(number, null, Optional.empty())
              : new Row(number, text, Optional.of(text)));
    }
    return rows;
  }
}
