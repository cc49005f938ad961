package dev.plumbline.cli.conf;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The fixed keys of conf: each is documented where it is set, in {@code conf/base}. */
public enum Key {
  ENGINE("engine", Form.TEXT, "spark"),
  TABLES_ROOT("tables.root", Form.PLACE, ".plumbline/tables"),
  TRACKING_DATABASE("tracking.database", Form.PLACE, ".plumbline/tracking.db"),
  TRACKING_WAIT("tracking.wait", Form.DURATION, "30s"),
  TRACKING_SPOOL("tracking.spool", Form.PLACE, ".plumbline/spool"),
  TRACKING_SPOOL_MOST("tracking.spool.most", Form.BYTES, "256m"),
  ARTIFACTS_ROOT("artifacts.root", Form.PLACE, ".plumbline/artifacts"),
  TRAIN_SEED("train.seed", Form.WHOLE, "0"),
  TRAIN_THREADS("train.threads", Form.COUNT, "2"),
  ENGINE_THREADS("engine.threads", Form.WHOLE, "0"),
  RUN_RETRIES("run.retries", Form.WHOLE, "2"),
  RUN_PAUSE("run.pause", Form.DURATION, "1s"),
  RUN_TIMEOUT("run.timeout", Form.DURATION, "1d"),
  RUN_LEASE("run.lease", Form.DURATION, "15s"),
  S3_ENDPOINT("s3.endpoint", Form.TEXT, ""),
  S3_REGION("s3.region", Form.TEXT, ""),
  S3_PATH_STYLE("s3.path-style", Form.TEXT, "false"),
  S3_CREDENTIALS("s3.credentials", Form.TEXT, "default"),
  S3_COMMIT("s3.commit", Form.TEXT, "probe"),
  MODULES("modules", Form.TEXT, "");

  /** How keys of object stores begin. */
  public static final String OBJECT_STORES = "s3.";

  /** What a value looks like. */
  enum Form {
    TEXT,
    /** A folder or file, relative to the project, or a URI. */
    PLACE,
    WHOLE,
    /** At least 1. */
    COUNT,
    DURATION,
    BYTES
  }

  private final String text;
  private final Form form;
  private final String initial;

  Key(String text, Form form, String initial) {
    this.text = text;
    this.form = form;
    this.initial = initial;
  }

  /** As it is written: {@code tables.root}. */
  public String text() {
    return text;
  }

  /** The value when nobody sets it. */
  public String initial() {
    return initial;
  }

  /** The environment variable that sets it: {@code PLUMB_TABLES_ROOT}. */
  public String variable() {
    return Conf.variable(text);
  }

  Form form() {
    return form;
  }

  static Optional<Key> of(String text) {
    return Arrays.stream(values()).filter(k -> k.text.equals(text)).findFirst();
  }

  static List<String> names() {
    return Arrays.stream(values()).map(Key::text).toList();
  }

  /** What is wrong with a value, if anything. */
  Optional<String> fault(String value) {
    return switch (form) {
      case WHOLE -> value.matches("[0-9]{1,9}") ? Optional.empty() : Optional.of("a whole number");
      case COUNT ->
          value.matches("[1-9][0-9]{0,8}") ? Optional.empty() : Optional.of("a number from 1 up");
      case DURATION ->
          value.matches("[0-9]{1,9}(ms|s|m|h|d)")
              ? Optional.empty()
              : Optional.of("a time such as 500ms, 30s, 10m, 2h or 1d");
      case BYTES ->
          value.matches("[0-9]{1,9}[kmg]?")
              ? Optional.empty()
              : Optional.of("a number of bytes such as 65536, 64k, 256m or 2g");
      case PLACE -> value.isBlank() ? Optional.of("a folder, file or URI") : Optional.empty();
      case TEXT -> Optional.empty();
    };
  }
}
