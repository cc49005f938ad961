package dev.plumbline.models.encoding;

/** The code of a category. */
interface Codes {
  /** A whole number from 0 as a float; NaN for a value that has none. */
  float code(String value);
}
