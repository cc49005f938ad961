package dev.plumbline.pipeline;

import dev.plumbline.pipeline.schema.Field;
import dev.plumbline.pipeline.schema.FieldType;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.pipeline.schema.SchemaException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a declaration says of tables: how they are laid out, and who writes them. */
final class TableChecks {
  private final Draft draft;
  private final Grain grain;
  private final Map<String, String> writers = new HashMap<>();
  private final Map<String, Table<?>> tables = new HashMap<>();

  TableChecks(Draft draft, Grain grain) {
    this.draft = draft;
    this.grain = grain;
  }

  void check(String step, Table<?> table) {
    if (!table.name().matches("[a-z][a-z0-9_-]*")) {
      problem(step, "names table '" + table.name() + "', use [a-z][a-z0-9_-]*");
    }
    Table<?> other = tables.putIfAbsent(table.name(), table);
    if (other != null && !other.equals(table)) {
      problem(step, "declares table " + table.name() + " otherwise than an earlier step");
    }
    Schema<?> schema;
    try {
      schema = table.schema();
    } catch (SchemaException e) {
      return; // told when the rows are
    }
    table.interval().ifPresent(c -> intervalColumn(step, table, c, schema));
    for (String partition : table.partitions()) {
      draft.rows().column(step, "partition", partition, schema);
    }
    if (table.partitionColumns().size() == schema.fields().size()) {
      problem(step, "partitions table " + table.name() + " by every column, leave one for data");
    }
  }

  private void intervalColumn(String step, Table<?> table, String column, Schema<?> schema) {
    draft.rows().column(step, "interval", column, schema);
    Optional<FieldType> type = schema.field(column).map(Field::type);
    if (type.isEmpty()) {
      return;
    }
    String layout =
        "lays table " + table.name() + " out by interval column " + column + " of type ";
    if (!RowChecks.isTime(type.get())) {
      problem(step, layout + type.get() + ", expected a LocalDate, Instant or LocalDateTime");
    } else if (type.get() == FieldType.Scalar.DATE && grain == Grain.HOUR) {
      problem(step, layout + "date, which tells no hours; expected an Instant or LocalDateTime");
    }
  }

  void written(String step, Table<?> table) {
    String place = table.location().orElse(table.name());
    String other = writers.putIfAbsent(place, step);
    if (other != null) {
      problem(
          step,
          "writes table "
              + table.name()
              + ", which step "
              + other
              + " writes too; give each its own table");
    }
  }

  private void problem(String step, String message) {
    draft.problem(step, message);
  }
}
