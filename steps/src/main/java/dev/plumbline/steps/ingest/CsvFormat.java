package dev.plumbline.steps.ingest;

import java.nio.charset.Charset;
import java.util.Map;

/**
 * How a CSV file is written, beyond RFC 4180.
 *
 * @param delimiter between two fields
 * @param charset a name that Java knows; a byte-order mark is skipped, bytes that are no text of it
 *     fail the file
 * @param nullText what an absent value looks like; in a column of strings, only without quotes
 * @param columns the header's name of a field's column by the field's name, where the two differ
 */
public record CsvFormat(
    char delimiter, String charset, String nullText, Map<String, String> columns) {
  /** Commas, UTF-8, an absent value is empty, columns are named as the fields are. */
  public static final CsvFormat STANDARD = new CsvFormat(',', "UTF-8", "", Map.of());

  public CsvFormat {
    if (delimiter == '"' || delimiter == '\n' || delimiter == '\r') {
      throw new IllegalArgumentException(
          "Cannot split CSV by a quote or a line break, use another delimiter");
    }
    Charset.forName(charset);
    columns = Map.copyOf(columns);
  }

  public CsvFormat withDelimiter(char other) {
    return new CsvFormat(other, charset, nullText, columns);
  }

  public CsvFormat withCharset(String other) {
    return new CsvFormat(delimiter, other, nullText, columns);
  }

  public CsvFormat withNullText(String other) {
    return new CsvFormat(delimiter, charset, other, columns);
  }

  public CsvFormat withColumns(Map<String, String> others) {
    return new CsvFormat(delimiter, charset, nullText, others);
  }
}
