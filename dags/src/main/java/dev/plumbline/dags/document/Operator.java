package dev.plumbline.dags.document;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What starts a task's process, and how. */
public record Operator(Kind kind, SortedMap<String, Value> arguments) {
  public Operator {
    arguments = Collections.unmodifiableSortedMap(new TreeMap<>(arguments));
  }

  /** Airflow's operators. */
  public enum Kind {
    /** Nothing: the task shows a step that is done within others. */
    EMPTY,
    BASH,
    SPARK_SUBMIT,
    KUBERNETES_POD,
    SPARK_KUBERNETES
  }
}
