package dev.plumbline.spark.delta;

import static dev.plumbline.runner.table.TableException.Kind.GONE;
import static dev.plumbline.runner.table.TableException.Kind.USER;

import dev.plumbline.pipeline.schema.Field;
import dev.plumbline.pipeline.schema.FieldType;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.engine.Progress;
import dev.plumbline.runner.table.PinnedRead;
import dev.plumbline.runner.table.RowRange;
import dev.plumbline.runner.table.TableException;
import dev.plumbline.spark.encode.RecordEncoders;
import dev.plumbline.spark.encode.RowChecks;
import dev.plumbline.spark.encode.StoredTypes;
import dev.plumbline.spark.rows.RejectNulls;
import dev.plumbline.spark.rows.Tally;
import dev.plumbline.tables.ReadFailure;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * Reads tables at pinned versions and Parquet files, the record's columns only. A read of another
 * table than the pinned one is refused, before any of its files is opened. Used for one action, by
 * one thread.
 */
public final class TableReads {
  private static final String FILE = "(.+?\\.(?:parquet|bin))\\b";

  private final SparkSession spark;
  private final Progress progress;
  private final List<PinnedRead> made = new ArrayList<>();

  public TableReads(SparkSession spark, Progress progress) {
    this.spark = spark;
    this.progress = progress;
  }

  /**
   * @throws TableException GONE when the version or the table is no longer there, USER when the
   *     record doesn't fit
   */
  public Dataset<?> table(String step, PinnedRead read) {
    Dataset<Row> rows = load(read);
    DeltaTransactions.Head head = DeltaTransactions.reads(rows).get(0);
    if (!head.tableId().equals(read.tableId())) {
      throw new TableException(
          GONE,
          "Cannot read "
              + read.table()
              + ": the table at "
              + read.location()
              + " was deleted and made again ("
              + head.tableId()
              + " instead of "
              + read.tableId()
              + "), plan the run again");
    }
    progress.read(step, read.location().toString(), head.version());
    List<String> differences = StoredTypes.differences(head.columns(), read.schema());
    if (!differences.isEmpty()) {
      throw new TableException(
          USER, "Cannot read " + read.table() + ": " + String.join("; ", differences));
    }
    made.add(read);
    return typed(within(rows, read.range()), head.columns(), read.schema());
  }

  /**
   * What is to be told of a failure where a file of a version that was read here is gone or
   * damaged. Spark tells the file alone, and only when a task opens it.
   */
  public Optional<TableException> unreadable(Throwable failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      String words = String.valueOf(e.getMessage());
      if (e instanceof FileNotFoundException
          || e instanceof ChecksumException
          || words.contains("FAILED_READ_FILE")) {
        for (PinnedRead read : made) {
          Optional<String> file = file(read, words);
          if (file.isPresent()) {
            TableException told = ReadFailure.of(read, file.get(), inFewWords(e, file.get()));
            told.addSuppressed(failure);
            return Optional.of(told);
          }
        }
      }
    }
    return Optional.empty();
  }

  /** The reason behind a failure without Spark's words for it. */
  private static IOException inFewWords(Throwable failure, String file) {
    Throwable root = failure;
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof FileNotFoundException) {
        return new FileNotFoundException(file);
      }
      root = e;
    }
    return new IOException(String.valueOf(root.getMessage()).lines().findFirst().orElse(""));
  }

  /** The file of a table that a text names, if it does. */
  private static Optional<String> file(PinnedRead read, String text) {
    for (String place : List.of(read.location().getPath(), read.location().getRawPath())) {
      String folder = place.replaceFirst("/+$", "") + "/";
      Matcher named = Pattern.compile(Pattern.quote(folder) + FILE).matcher(text);
      if (named.find()) {
        return Optional.of(named.group(1));
      }
    }
    return Optional.empty();
  }

  /**
   * Tells what a native step reads beside the rows that it was given: nothing of it was declared.
   */
  public void audit(String step, Dataset<?> out, Dataset<?> in) {
    List<DeltaTransactions.Head> declared = DeltaTransactions.reads(in);
    for (DeltaTransactions.Head head : DeltaTransactions.reads(out)) {
      if (!declared.contains(head)) {
        progress.read(step, head.location(), head.version());
        progress.warn(
            step,
            "reads the table at "
                + head.location()
                + (head.pinned() ? " at version " + head.version() : ", unpinned")
                + ", which isn't declared: read it in the pipeline and join it");
      }
    }
    List<String> known = DeltaTransactions.otherReads(in);
    for (String other : DeltaTransactions.otherReads(out)) {
      if (!known.contains(other)) {
        progress.warn(step, "reads " + other + ", which isn't declared: ingest it in the pipeline");
      }
    }
  }

  private Dataset<Row> load(PinnedRead read) {
    try {
      return spark
          .read()
          .format("delta")
          .option("versionAsOf", read.version())
          .load(read.location().toString());
    } catch (Exception e) {
      if (e instanceof AnalysisException
          || e.getCause() instanceof UnsupportedFileSystemException
          || String.valueOf(e.getMessage()).contains("DELTA_")) {
        throw new TableException(
            GONE,
            "Cannot read version "
                + read.version()
                + " of "
                + read.table()
                + " at "
                + read.location()
                + ": its log no longer has it ("
                + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                + "), plan the run again",
            e);
      }
      throw e;
    }
  }

  private static Dataset<Row> within(Dataset<Row> rows, RowRange range) {
    if (range instanceof RowRange.Between b) {
      Column column = rows.col("`" + b.column() + "`");
      return rows.filter(column.geq(functions.lit(b.from())).and(column.lt(functions.lit(b.to()))));
    }
    return rows;
  }

  /**
   * Rows of Parquet files by Spark's columnar reader. Empty where it might tell something else than
   * the step itself: where columns don't fit, or the record could refuse a value and its row. A
   * null in a primitive of the row itself is rejected as the step does.
   */
  public Optional<Dataset<?>> parquet(
      List<Path> files, Schema<?> schema, Supplier<Tally> rejected) {
    boolean canRefuse =
        schema.fields().stream().anyMatch(f -> RowChecks.holds(f.type(), TableReads::canRefuse));
    if (files.isEmpty() || canRefuse) {
      return Optional.empty();
    }
    Dataset<Row> rows;
    try {
      rows =
          spark
              .read()
              .option("mergeSchema", files.size() > 1)
              .parquet(files.stream().map(f -> f.toUri().toString()).toArray(String[]::new));
    } catch (Exception e) {
      return Optional.empty();
    }
    if (!StoredTypes.fits(rows.schema(), schema)) {
      return Optional.empty();
    }
    List<String> required =
        schema.fields().stream().filter(f -> !f.mayBeAbsent()).map(Field::name).toList();
    Dataset<Row> whole = RejectNulls.from(rows, required, rejected.get());
    return Optional.of(typed(whole, rows.schema(), schema));
  }

  /** Whether a value that a file can hold may have no place in a record. */
  private static boolean canRefuse(FieldType type) {
    return type instanceof FieldType.EnumOf
        || type == FieldType.Scalar.CHAR
        || (type instanceof FieldType.Struct s
            && s.schema().fields().stream().anyMatch(f -> f.presence() == Field.Presence.REQUIRED));
  }

  private static Dataset<?> typed(Dataset<Row> rows, StructType columns, Schema<?> schema) {
    Column[] selected =
        schema.fields().stream()
            .map(f -> StoredTypes.column(rows, columns, f))
            .toArray(Column[]::new);
    return rows.select(selected).as(RecordEncoders.of(schema));
  }
}
