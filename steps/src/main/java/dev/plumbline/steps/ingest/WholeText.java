package dev.plumbline.steps.ingest;

import java.util.function.LongFunction;

/** A whole number in decimal digits, within bounds. */
record WholeText(String expected, long least, long most, LongFunction<Object> box)
    implements CellText {
  private static final int LONGEST = 19;

  @Override
  public Object cell(char[] text, int from, int length) {
    int at = from;
    int end = from + length;
    boolean minus = length > 1 && text[at] == '-';
    if (minus || (length > 1 && text[at] == '+')) {
      at++;
    }
    while (at < end - 1 && text[at] == '0') {
      at++;
    }
    if (at == end || end - at > LONGEST) {
      return BAD;
    }
    // Negative, since the least long has no positive counterpart; 19 digits overflow at most once.
    long value = 0;
    for (; at < end; at++) {
      int digit = text[at] - '0';
      if (digit < 0 || digit > 9) {
        return BAD;
      }
      value = value * 10 - digit;
    }
    if (value > 0 || (!minus && value == Long.MIN_VALUE)) {
      return BAD;
    }
    long signed = minus ? value : -value;
    return signed < least || signed > most ? BAD : box.apply(signed);
  }
}
