package dev.plumbline.steps.ingest;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.plumbline.pipeline.IngestOutput;
import dev.plumbline.pipeline.Nearest;
import dev.plumbline.pipeline.schema.Field;
import dev.plumbline.pipeline.schema.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads one file; cells are parsed straight out of the reader's buffer. Used by one thread. */
final class CsvRows<O> extends AbstractBaseCsvCallbackHandler<CsvRows<O>> {
  private final Schema<O> schema;
  private final CsvFormat format;
  private final String name;
  private final CellText[] texts;
  private final char[] nullText;
  private final Object[] cells;
  private final List<String> header = new ArrayList<>();
  private boolean inHeader = true;
  private int[] fieldOf = {};
  private String fault = "";

  CsvRows(Schema<O> schema, CsvFormat format, String name) {
    this.schema = schema;
    this.format = format;
    this.name = name;
    this.nullText = format.nullText().toCharArray();
    this.cells = new Object[schema.fields().size()];
    this.texts =
        schema.fields().stream()
            .map(f -> CellText.of(f.type()).orElseThrow())
            .toArray(CellText[]::new);
  }

  /** Refuses fields that no text can hold, and columns named for no field. */
  static void check(Schema<?> schema, CsvFormat format) {
    List<String> problems = new ArrayList<>();
    for (Field field : schema.fields()) {
      if (CellText.of(field.type()).isEmpty()) {
        problems.add("field " + field.name() + " is nested (" + field.type() + ")");
      }
    }
    for (String each : format.columns().keySet()) {
      if (schema.field(each).isEmpty()) {
        problems.add("columns " + Nearest.unknown("field", each, schema.names()));
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot read CSV into "
              + schema.type().getSimpleName()
              + ": "
              + String.join("; ", problems));
    }
  }

  void read(Path file, IngestOutput<? super O> out) throws IOException {
    try (InputStream bytes = SourceFiles.open(file);
        Reader reader = TextFile.read(bytes, Charset.forName(format.charset()));
        CsvReader<CsvRows<O>> records =
            CsvReader.builder()
                .fieldSeparator(format.delimiter())
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowExtraCharsAfterClosingQuote(false)
                .allowUnclosedQuote(false)
                .build(this, reader)) {
      var each = records.iterator();
      if (!each.hasNext()) {
        throw new SourceException(
            "Cannot read " + file + ": it is empty, the first line must name the columns");
      }
      each.next();
      bind(file);
      while (each.hasNext()) {
        each.next();
        hand(out);
      }
    } catch (CsvParseException e) {
      throw new SourceException(
          "Cannot read " + file + ": " + e.getMessage() + ", mend its quotes", e);
    } catch (UncheckedIOException e) {
      throw failure(file, e.getCause());
    } catch (IOException e) {
      throw failure(file, e);
    }
  }

  private IOException failure(Path file, IOException cause) {
    return TextFile.failure(
        file, Charset.forName(format.charset()), getStartingLineNumber(), cause);
  }

  private void bind(Path file) {
    int[] places =
        Columns.match(
            file.toString(), schema, header.stream().map(String::strip).toList(), format.columns());
    fieldOf = new int[header.size()];
    Arrays.fill(fieldOf, -1);
    for (int i = 0; i < places.length; i++) {
      fieldOf[places[i]] = i;
    }
    inHeader = false;
  }

  private void hand(IngestOutput<? super O> out) {
    if (fault.isEmpty() && getFieldCount() != header.size()) {
      fault = "it has " + getFieldCount() + " fields, expected " + header.size();
    }
    if (!fault.isEmpty()) {
      out.reject(name + " line " + getStartingLineNumber(), fault);
      return;
    }
    O row;
    try {
      row = schema.row(cells);
    } catch (IllegalArgumentException e) {
      // the record's own constructor refuses the values
      out.reject(name + " line " + getStartingLineNumber(), String.valueOf(e.getMessage()));
      return;
    }
    out.emit(row);
  }

  @Override
  protected void handleBegin(long line) {
    fault = "";
  }

  @Override
  protected void handleField(int column, char[] buffer, int from, int length, boolean quoted) {
    if (inHeader) {
      header.add(new String(buffer, from, length));
      return;
    }
    int field = column < fieldOf.length ? fieldOf[column] : -1;
    if (field < 0) {
      return;
    }
    CellText text = texts[field];
    boolean literal = quoted && text instanceof StringText;
    if (!literal && isNull(buffer, from, length)) {
      cells[field] = null;
      if (!schema.fields().get(field).mayBeAbsent()) {
        fail(column, buffer, from, length, text.expected() + ", it may not be absent");
      }
      return;
    }
    Object cell = text.cell(buffer, from, length);
    cells[field] = cell;
    if (cell == CellText.BAD) {
      fail(column, buffer, from, length, text.expected());
    }
  }

  private boolean isNull(char[] buffer, int from, int length) {
    if (length != nullText.length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (buffer[from + i] != nullText[i]) {
        return false;
      }
    }
    return true;
  }

  private void fail(int column, char[] buffer, int from, int length, String expected) {
    String shown = new String(buffer, from, Math.min(length, 80)) + (length > 80 ? "…" : "");
    String each = "column " + header.get(column) + ": '" + shown + "', expected " + expected;
    fault = fault.isEmpty() ? each : fault + "; " + each;
  }

  @Override
  protected CsvRows<O> buildRecord() {
    return this;
  }
}
