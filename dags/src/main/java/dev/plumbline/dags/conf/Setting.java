package dev.plumbline.dags.conf;

import dev.plumbline.dags.document.Operator;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can be set below {@code schedule.}; {@code docs/airflow.md} explains each. */
enum Setting {
  ID("id", Of.DAG),
  CRON("cron", Of.DAG),
  EVERY("every", Of.DAG),
  ASSETS("assets", Of.DAG),
  ASSETS_ANY("assets.any", Of.DAG),
  ONCE("once", Of.DAG),
  ZONE("zone", Of.DAG),
  INTERVAL("interval", Of.DAG),
  START("start", Of.DAG),
  END("end", Of.DAG),
  CATCHUP("catchup", Of.DAG),
  ACTIVE("active", Of.DAG),
  RUN_TIMEOUT("run.timeout", Of.DAG),
  TASKS("tasks", Of.DAG),
  PARAMS("params", Of.DAG),
  ENVIRONMENT("environment", Of.DAG),
  OWNER("owner", Of.DAG),
  TAGS("tags", Of.DAG),
  DOCS("docs", Of.DAG),
  NOTIFY_FAILURE("notify.failure", Of.DAG),
  NOTIFY_LATE("notify.late", Of.DAG),
  NOTIFY_LATE_AFTER("notify.late.after", Of.DAG),
  COMMAND("command", Of.TASK),
  OPERATOR("operator", Of.TASK),
  RETRIES("retries", Of.TASK),
  RETRY_PAUSE("retry.pause", Of.TASK),
  RETRY_EXPONENTIAL("retry.exponential", Of.TASK),
  RETRY_LONGEST("retry.longest", Of.TASK),
  TIMEOUT("timeout", Of.TASK),
  POOL("pool", Of.TASK),
  SLOTS("slots", Of.TASK),
  PRIORITY("priority", Of.TASK),
  QUEUE("queue", Of.TASK),
  TRIGGER("trigger", Of.TASK),
  GROUP("group", Of.TASK);

  /** What it is about: one of a task may be set for all tasks as well. */
  enum Of {
    DAG,
    TASK
  }

  private final String key;
  private final Of of;

  Setting(String key, Of of) {
    this.key = key;
    this.of = of;
  }

  String key() {
    return key;
  }

  static Optional<Setting> of(String key) {
    return Arrays.stream(values()).filter(s -> s.key.equals(key)).findFirst();
  }

  static List<String> keys(boolean ofTask) {
    return Arrays.stream(values())
        .filter(s -> !ofTask || s.of == Of.TASK)
        .map(Setting::key)
        .toList();
  }

  boolean isOfTask() {
    return of == Of.TASK;
  }

  /** An operator in small letters, under which its arguments are set: {@code spark-submit.name}. */
  static String word(Operator.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether a key sets an argument of an operator. */
  static boolean isArgument(String key) {
    return Arrays.stream(Operator.Kind.values()).anyMatch(k -> key.startsWith(word(k) + "."));
  }
}
