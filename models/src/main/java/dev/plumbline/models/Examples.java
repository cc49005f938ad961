package dev.plumbline.models;

import dev.plumbline.pipeline.schema.Field;
import dev.plumbline.pipeline.schema.FieldType;
import dev.plumbline.pipeline.schema.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Example rows as pandas writes a frame with orient "split"; times without a zone, in UTC. */
final class Examples {
  /** One form for all: pandas takes the first one's for a column's. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");

  private Examples() {}

  static <T> Map<String, Object> split(Schema<T> schema, List<?> rows) {
    List<Object> data = new ArrayList<>();
    for (Object row : rows) {
      data.add(cells(schema, schema.cells(schema.type().cast(row))));
    }
    Map<String, Object> split = new LinkedHashMap<>();
    split.put("columns", schema.names());
    split.put("data", data);
    return split;
  }

  private static List<Object> cells(Schema<?> schema, Object[] cells) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < cells.length; i++) {
      values.add(value(schema.fields().get(i).type(), cells[i]));
    }
    return values;
  }

  private static Object value(FieldType type, Object cell) {
    if (cell instanceof Object[] cells && type instanceof FieldType.Struct s) {
      Map<String, Object> object = new LinkedHashMap<>();
      List<Object> values = cells(s.schema(), cells);
      for (Field field : s.schema().fields()) {
        object.put(field.name(), values.get(object.size()));
      }
      return object;
    }
    if (cell instanceof List<?> list && type instanceof FieldType.ListOf l) {
      return list.stream().map(e -> value(l.element(), e)).toList();
    }
    if (cell instanceof Map<?, ?> map && type instanceof FieldType.MapOf m) {
      Map<String, Object> object = new LinkedHashMap<>();
      map.forEach((k, v) -> object.put(k.toString(), value(m.value(), v)));
      return object;
    }
    return scalar(cell);
  }

  private static Object scalar(Object cell) {
    if (cell instanceof Double d) {
      return Double.isFinite(d) ? d : null;
    }
    if (cell instanceof Float f) {
      return Float.isFinite(f) ? f : null;
    }
    if (cell instanceof BigDecimal d) {
      return d.doubleValue();
    }
    if (cell instanceof LocalDate d) {
      return TIME.format(d.atStartOfDay());
    }
    if (cell instanceof Instant i) {
      return TIME.format(LocalDateTime.ofInstant(i, ZoneOffset.UTC));
    }
    if (cell instanceof LocalDateTime t) {
      return TIME.format(t);
    }
    return cell instanceof byte[] bytes ? Base64.getEncoder().encodeToString(bytes) : cell;
  }
}
