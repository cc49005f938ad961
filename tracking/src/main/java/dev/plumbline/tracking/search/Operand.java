package dev.plumbline.tracking.search;

import java.util.List;

/** What a filter compares with. */
public sealed interface Operand {
  /** A text. */
  record Text(String text) implements Operand {}

  /** A whole number. */
  record Whole(long number) implements Operand {}

  /** A number with a fraction or an exponent, or beyond what a long holds. */
  record Real(double number) implements Operand {}

  /** A list of texts, not empty. */
  record Texts(List<String> texts) implements Operand {
    /** Copies the texts. */
    public Texts {
      texts = List.copyOf(texts);
    }
  }

  /** Nothing: IS NULL and IS NOT NULL. */
  record None() implements Operand {}
}
