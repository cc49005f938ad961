package dev.plumbline.models.encoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Codes in order of first sight, counted; what is kept is decided at the end. */
final class GrowingVocabulary implements Codes {
  /** More different values than this are refused: they name rows, not categories. */
  static final int MOST_SEEN = 1_000_000;

  /** The most frequent ones are kept; the others count as missing. */
  static final int MOST_KEPT = 1_024;

  private final String path;
  private final Map<String, Integer> places = new HashMap<>();
  private long[] counts = new long[16];

  GrowingVocabulary(String path) {
    this.path = path;
  }

  @Override
  public float code(String value) {
    Integer place = places.get(value);
    if (place == null) {
      place = places.size();
      if (place == MOST_SEEN) {
        throw new IllegalArgumentException(
            "Cannot encode field "
                + path
                + ": more than "
                + MOST_SEEN
                + " different values among the training rows, leave it out of the features or group"
                + " its values");
      }
      if (place == counts.length) {
        counts = Arrays.copyOf(counts, place * 2);
      }
      places.put(value, place);
    }
    counts[place]++;
    return place;
  }

  /** The values to keep, by code point. */
  List<String> kept() {
    List<String> values = new ArrayList<>(places.keySet());
    if (values.size() > MOST_KEPT) {
      Comparator<String> frequent = Comparator.comparingLong(v -> -counts[places.get(v)]);
      values.sort(frequent.thenComparing(CodePoints.ORDER));
      values = new ArrayList<>(values.subList(0, MOST_KEPT));
    }
    values.sort(CodePoints.ORDER);
    return values;
  }

  /** The final code for each one handed out. */
  float[] finalCodes(Codes fixed) {
    float[] codes = new float[places.size()];
    places.forEach((value, place) -> codes[place] = fixed.code(value));
    return codes;
  }
}
