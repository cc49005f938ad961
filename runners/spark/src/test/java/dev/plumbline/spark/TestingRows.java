package dev.plumbline.spark;

import dev.plumbline.pipeline.schema.FieldType;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.spark.encode.RecordEncoders;
import dev.plumbline.spark.encode.StoredTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/** Cells as Datasets, by Spark's own rows rather than by the encoders under test. */
public final class TestingRows {
  private TestingRows() {}

  public static Dataset<?> dataset(SparkSession spark, Schema<?> schema, List<Object[]> cells) {
    List<Row> rows = cells.stream().map(c -> row(schema, c)).toList();
    return spark.createDataFrame(rows, StoredTypes.of(schema)).as(RecordEncoders.of(schema));
  }

  private static Row row(Schema<?> schema, Object[] cells) {
    Object[] values = new Object[cells.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(schema.fields().get(i).type(), cells[i]);
    }
    return RowFactory.create(values);
  }

  private static Object value(FieldType type, Object cell) {
    if (cell == null) {
      return null;
    }
    if (type instanceof FieldType.Struct s) {
      return row(s.schema(), (Object[]) cell);
    }
    if (type instanceof FieldType.ListOf l) {
      List<Object> values = new ArrayList<>();
      ((List<?>) cell).forEach(each -> values.add(value(l.element(), each)));
      return values;
    }
    if (type instanceof FieldType.MapOf m) {
      Map<Object, Object> values = new LinkedHashMap<>();
      ((Map<?, ?>) cell).forEach((k, v) -> values.put(value(m.key(), k), value(m.value(), v)));
      return values;
    }
    return cell;
  }
}
