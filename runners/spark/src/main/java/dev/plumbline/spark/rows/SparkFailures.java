package dev.plumbline.spark.rows;

import dev.plumbline.pipeline.schema.SchemaException;
import dev.plumbline.pipeline.schema.ValueException;
import dev.plumbline.runner.engine.StepFailure;
import dev.plumbline.runner.table.TableException;
import java.io.FileNotFoundException;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is behind the exceptions that Spark wraps around everything. */
public final class SparkFailures {
  private static final Pattern NULL_FIELD =
      Pattern.compile("field \\(class: \"([^\"]+)\", name: \"([^\"]+)\"\\)");

  private SparkFailures() {}

  /** What is to be thrown to the engine's caller; the step is named where nothing else tells it. */
  public static RuntimeException told(String step, Throwable thrown) {
    for (Throwable e = thrown; e != null; e = e.getCause()) {
      if (e instanceof StepFailure || e instanceof TableException || e instanceof SchemaException) {
        return (RuntimeException) e;
      }
      if (e instanceof ProfileTask.RowRefused) {
        return new TableException(TableException.Kind.USER, e.getMessage(), e);
      }
      if (e instanceof ValueException) {
        return new StepFailure(step, e);
      }
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
        CancellationException cancelled =
            new CancellationException("Step " + step + " was cancelled");
        cancelled.initCause(thrown);
        return cancelled;
      }
      if (e instanceof FileNotFoundException) {
        return new TableException(
            TableException.Kind.GONE,
            "Cannot read a file of step " + step + ": " + firstLine(e) + ", it was deleted since",
            thrown);
      }
      String message = String.valueOf(e.getMessage());
      if (message.contains("NOT_NULL_ASSERT_VIOLATION")) {
        return new StepFailure(step, nullInPrimitive(message, thrown));
      }
    }
    return new StepFailure(step, innermost(thrown));
  }

  private static ValueException nullInPrimitive(String message, Throwable cause) {
    Matcher field = NULL_FIELD.matcher(message);
    String where =
        field.find()
            ? "field " + field.group(2) + ": null in a primitive " + field.group(1)
            : "a field: null in a primitive";
    ValueException told =
        new ValueException("Cannot read " + where + ", declare its box or Optional instead");
    told.initCause(cause);
    return told;
  }

  private static Throwable innermost(Throwable thrown) {
    Throwable e = thrown;
    while (e.getCause() != null) {
      e = e.getCause();
    }
    return e;
  }

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
