package dev.plumbline.models;

import dev.plumbline.models.encoding.CodePoints;
import java.util.Map;

/**
 * What a model of several classes predicts: a probability for each, which add up to one.
 *
 * @param probabilities by class, ordered by code point
 */
public record Scores(Map<String, Double> probabilities) {
  /** The likeliest class; of equally likely ones the first by code point. */
  public String label() {
    String best = null;
    double most = -1;
    for (var each : probabilities.entrySet()) {
      double probability = each.getValue();
      if (probability > most
          || (probability == most && CodePoints.ORDER.compare(each.getKey(), best) < 0)) {
        best = each.getKey();
        most = probability;
      }
    }
    if (best == null) {
      throw new IllegalStateException("Cannot name the likeliest class: there are no classes");
    }
    return best;
  }

  /** The probability of one class; 0 for one that the model hasn't seen. */
  public double of(String label) {
    return probabilities.getOrDefault(label, 0.0);
  }
}
