package dev.plumbline.steps.ingest;

import dev.plumbline.pipeline.Nearest;
import dev.plumbline.pipeline.schema.Field;
import dev.plumbline.pipeline.schema.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds a record's fields among the columns of a source, by name. */
final class Columns {
  private Columns() {}

  /**
   * The place of each field's column.
   *
   * @param renamed columns by the name of their field, where the two differ
   * @throws SourceException with every missing and every unexpected column
   */
  static int[] match(
      String source, Schema<?> schema, List<String> header, Map<String, String> renamed) {
    List<String> missing = new ArrayList<>();
    List<String> twice = new ArrayList<>();
    Set<String> unexpected = new HashSet<>(header);
    int[] places = new int[schema.fields().size()];
    for (int i = 0; i < places.length; i++) {
      Field field = schema.fields().get(i);
      String column = renamed.getOrDefault(field.name(), field.name());
      places[i] = header.indexOf(column);
      unexpected.remove(column);
      if (places[i] < 0) {
        missing.add(column);
      } else if (places[i] != header.lastIndexOf(column)) {
        twice.add(column);
      }
    }
    if (missing.isEmpty() && twice.isEmpty()) {
      return places;
    }
    List<String> unknown = header.stream().filter(unexpected::contains).distinct().toList();
    StringBuilder text = new StringBuilder("Cannot read " + source + ":");
    for (String each : missing) {
      text.append(" column '").append(each).append("' is missing");
      Nearest.to(each, unknown).ifPresent(n -> text.append(" (there is '" + n + "')"));
      text.append(';');
    }
    twice.forEach(each -> text.append(" column '").append(each).append("' is there twice;"));
    if (!unknown.isEmpty()) {
      text.append(" not expected: ").append(String.join(", ", unknown)).append(';');
    }
    text.append(" the header must hold every field of ")
        .append(schema.type().getSimpleName())
        .append(' ')
        .append(schema.names())
        .append(", or name a field's column in the step's columns");
    throw new SourceException(text.toString());
  }
}
