package dev.plumbline.spark.rows;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Drops rows with null where a record has a primitive, each counted as rejected. Spark's generated
 * code looks at the nulls; this is called for the bad rows alone.
 */
public final class RejectNulls implements UDF2<String, String, Boolean> {
  private static final long serialVersionUID = 1L;
  private final Tally tally;
  private transient Tally.Part part;

  private RejectNulls(Tally tally) {
    this.tally = tally;
  }

  /**
   * @param required columns that may not be null
   */
  public static Dataset<Row> from(Dataset<Row> rows, List<String> required, Tally tally) {
    if (required.isEmpty()) {
      return rows;
    }
    Column complete = functions.lit(true);
    List<Column> missing = new ArrayList<>();
    for (String name : required) {
      Column column = rows.col("`" + name + "`");
      complete = complete.and(column.isNotNull());
      missing.add(functions.when(column.isNull(), name));
    }
    // Not deterministic, lest the optimizer calls it twice or before the other filters.
    UserDefinedFunction reject =
        functions.udf(new RejectNulls(tally), DataTypes.BooleanType).asNondeterministic();
    Column names = functions.concat_ws(", ", missing.toArray(Column[]::new));
    return rows.filter(
        functions.when(complete, true).otherwise(reject.apply(functions.input_file_name(), names)));
  }

  @Override
  public Boolean call(String file, String names) {
    if (part == null) {
      part = tally.part(TaskContext.get());
    }
    part.reject(file + ": null in " + names + ", which the record declares as primitive");
    return false;
  }
}
