package dev.plumbline.models.encoding;

import dev.plumbline.pipeline.schema.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Fits an encoder in one pass: rows are encoded while the vocabularies grow, with provisional codes
 * that {@link Fitted#recode} translates afterwards. For one thread.
 *
 * @param <F> the record of features
 */
public final class EncoderFit<F> {
  private final Schema<F> schema;
  private final Map<String, GrowingVocabulary> vocabularies = new HashMap<>();
  private final RowParts.Compiled compiled;

  /**
   * @throws IllegalArgumentException with every field that can't be encoded
   */
  public EncoderFit(Schema<F> schema) {
    this.schema = schema;
    this.compiled =
        RowParts.compile(
            schema, path -> vocabularies.computeIfAbsent(path, GrowingVocabulary::new));
  }

  /**
   * A fitted encoder.
   *
   * @param recode for each column the final code of each provisional one, NaN for values that are
   *     too rare to keep; empty for columns that aren't categories
   */
  public record Fitted<F>(FeatureEncoder<F> encoder, List<float[]> recode) {}

  /** The names of the columns. */
  public List<String> columns() {
    return compiled.encodings().stream().flatMap(e -> e.columns().stream()).toList();
  }

  /** How many columns. */
  public int width() {
    return compiled.parts().width();
  }

  /** Fills {@link #width} places, categories with provisional codes. */
  public void encode(F row, float[] into, int at) {
    compiled.parts().encode(row, into, at);
  }

  /** The encoder for all rows seen. */
  public Fitted<F> finish() {
    List<FieldEncoding> encodings = new ArrayList<>();
    List<float[]> recode = new ArrayList<>();
    for (FieldEncoding each : compiled.encodings()) {
      GrowingVocabulary growing = vocabularies.get(each.path());
      if (growing == null) {
        encodings.add(each);
        each.columns().forEach(column -> recode.add(new float[0]));
      } else {
        List<String> kept = growing.kept();
        encodings.add(new FieldEncoding.Category(each.path(), kept));
        recode.add(growing.finalCodes(new Vocabulary(kept)));
      }
    }
    return new Fitted<>(new FeatureEncoder<>(schema, encodings), recode);
  }
}
