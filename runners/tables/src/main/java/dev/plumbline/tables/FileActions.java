package dev.plumbline.tables;

import dev.plumbline.pipeline.schema.Field;
import dev.plumbline.pipeline.schema.FieldType;
import dev.plumbline.runner.table.WriteTarget;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.internal.DefaultKernelUtils;
import io.delta.kernel.defaults.internal.parquet.ParquetStatsReader;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.internal.TableConfig;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.actions.SingleAction;
import io.delta.kernel.internal.util.SchemaUtils;
import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.DataFileStatus;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Add actions of staged files, with the statistics by which Delta's readers skip files. */
final class FileActions {
  private final WriteTarget target;
  private final Place folder;
  private final StructType schema;
  private final List<Column> statistics;
  private int files;
  private long bytes;

  FileActions(WriteTarget target, Place folder, Map<String, String> configuration) {
    this.target = target;
    this.folder = folder;
    StructType files = new StructType();
    for (Field field : target.schema().fields()) {
      if (!target.partitionColumns().contains(field.name())) {
        files = files.add(field.name(), KernelTypes.of(field.type()), true);
      }
    }
    this.schema = files;
    int most = TableConfig.DATA_SKIPPING_NUM_INDEXED_COLS.fromMetadata(configuration);
    this.statistics =
        SchemaUtils.collectLeafColumns(files, new HashSet<>(), most).stream()
            .filter(c -> !(DefaultKernelUtils.getDataType(schema, c) instanceof BinaryType))
            .toList();
  }

  List<Row> all(List<StagedFile> staged) {
    return staged.stream().map(this::add).toList();
  }

  /** What a commit counts of the files that were added, as Spark names it. */
  Map<String, String> metrics(long rows) {
    return Map.of(
        "numFiles", String.valueOf(files),
        "numOutputRows", String.valueOf(rows),
        "numOutputBytes", String.valueOf(bytes));
  }

  private Row add(StagedFile staged) {
    try {
      FileStatus file = folder.status(staged.file());
      long size = file.getSize();
      files++;
      bytes += size;
      var stats =
          ParquetStatsReader.readDataFileStatistics(
              new StatisticsInput(folder.files().newInputFile(staged.file(), size), size),
              schema,
              statistics);
      var status =
          new DataFileStatus(staged.file(), size, file.getModificationTime(), Optional.of(stats));
      AddFile add =
          AddFile.convertDataFileStatus(
              schema,
              new io.delta.kernel.internal.fs.Path(folder.path()).toUri(),
              status,
              partition(staged.partition()),
              true,
              Map.of(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
      return SingleAction.createAddFileSingleAction(add.toRow());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, Literal> partition(List<Object> cells) {
    Map<String, Literal> values = new LinkedHashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      String name = target.partitionColumns().get(i);
      values.put(name, literal(target.schema().field(name).orElseThrow().type(), cells.get(i)));
    }
    return values;
  }

  private static Literal literal(FieldType type, Object cell) {
    if (cell == null) {
      return Literal.ofNull(KernelTypes.of(type));
    }
    if (cell instanceof String text) {
      return Literal.ofString(text);
    }
    if (cell instanceof LocalDate day) {
      return Literal.ofDate(Math.toIntExact(day.toEpochDay()));
    }
    if (cell instanceof Instant time) {
      return Literal.ofTimestamp(CellReader.Micros.of(time));
    }
    if (cell instanceof LocalDateTime time) {
      return Literal.ofTimestampNtz(CellReader.Micros.of(time));
    }
    if (cell instanceof BigDecimal number) {
      FieldType.DecimalOf decimal = (FieldType.DecimalOf) type;
      return Literal.ofDecimal(number, decimal.precision(), decimal.scale());
    }
    return number((FieldType.Scalar) type, cell);
  }

  private static Literal number(FieldType.Scalar type, Object cell) {
    return switch (type) {
      case BOOLEAN -> Literal.ofBoolean((Boolean) cell);
      case BYTE -> Literal.ofByte((Byte) cell);
      case SHORT -> Literal.ofShort((Short) cell);
      case INT -> Literal.ofInt((Integer) cell);
      case LONG -> Literal.ofLong((Long) cell);
      case FLOAT -> Literal.ofFloat((Float) cell);
      case DOUBLE -> Literal.ofDouble((Double) cell);
      default -> throw new IllegalArgumentException("a partition column of type " + type);
    };
  }
}
