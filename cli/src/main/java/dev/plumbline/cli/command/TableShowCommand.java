package dev.plumbline.cli.command;

import dev.plumbline.cli.Surroundings;
import dev.plumbline.cli.show.TextTable;
import dev.plumbline.cli.wire.Session;
import dev.plumbline.pipeline.Table;
import dev.plumbline.pipeline.schema.Field;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.table.PinnedRead;
import dev.plumbline.runner.table.RowRange;
import dev.plumbline.runner.table.TableReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb tables show}: where a table stands, its columns and first rows. */
@Command(name = "show", description = "One table: version, columns, and its first rows.")
final class TableShowCommand extends Reading {
  @Parameters(paramLabel = "TABLE", description = "Its name.")
  private String name;

  @Option(names = "--rows", paramLabel = "N", description = "So many rows; 5.")
  private int rows = 5;

  TableShowCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  int work(Session session) {
    TablesCommand.Found found = TablesCommand.load(session, name);
    Map<String, Object> tree = TablesCommand.tree(found);
    StringBuilder text = new StringBuilder();
    TextTable head = new TextTable("table", name + " v" + found.state().version());
    tree.forEach(
        (key, value) -> {
          if (!key.equals("table") && !key.equals("version") && value != null) {
            head.row(key, value);
          }
        });
    text.append(head);
    Optional<Table<?>> declared = found.known().declared();
    if (declared.isEmpty()) {
      text.append("\n\nNo pipeline here declares it, so its rows can't be shown.");
      return show(tree, text.toString());
    }
    Schema<?> schema = declared.get().schema();
    List<List<Object>> cells = read(session.get(TableReader.class), found, schema);
    List<Object> columns = new ArrayList<>();
    TextTable types = new TextTable("  COLUMN", "TYPE");
    for (Field field : schema.fields()) {
      Map<String, Object> column = new LinkedHashMap<>();
      column.put("name", field.name());
      column.put("type", field.type().toString());
      column.put("optional", field.mayBeAbsent());
      columns.add(column);
      types.row("  " + field.name(), field.type() + (field.mayBeAbsent() ? ", may be absent" : ""));
    }
    tree.put("columns", columns);
    tree.put("first", cells);
    TextTable first = new TextTable(schema.names().toArray(String[]::new));
    cells.forEach(row -> first.row(row.toArray()));
    text.append("\n\n").append(types).append("\n\n").append(first);
    return show(tree, text.toString());
  }

  private List<List<Object>> read(TableReader reader, TablesCommand.Found found, Schema<?> schema) {
    List<List<Object>> first = new ArrayList<>();
    PinnedRead read =
        new PinnedRead(
            name,
            found.state().location(),
            found.state().tableId(),
            found.state().version(),
            RowRange.all(),
            schema);
    try (TableReader.Rows all = reader.read(read)) {
      while (first.size() < rows && all.hasNext()) {
        List<Object> row = new ArrayList<>();
        for (Object cell : all.next()) {
          row.add(shown(cell));
        }
        first.add(row);
      }
    }
    return first;
  }

  /** Whole numbers, truth values and null as they are; all else as text, NaN included. */
  private static Object shown(Object cell) {
    boolean plain =
        cell == null
            || cell instanceof Boolean
            || cell instanceof Integer
            || cell instanceof Long
            || cell instanceof Short
            || cell instanceof Byte
            || (cell instanceof Double d && Double.isFinite(d))
            || (cell instanceof Float f && Float.isFinite(f));
    if (plain) {
      return cell;
    }
    return cell instanceof Object[] nested
        ? java.util.Arrays.deepToString(nested)
        : cell instanceof byte[] bytes ? bytes.length + " bytes" : cell.toString();
  }
}
