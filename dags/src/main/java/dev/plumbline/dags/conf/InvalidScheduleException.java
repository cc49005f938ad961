package dev.plumbline.dags.conf;

import java.util.List;

/** A pipeline that can't be exported as conf has it; tells every mistake. */
public final class InvalidScheduleException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<String> problems;

  InvalidScheduleException(String pipeline, List<String> problems) {
    super("Cannot export " + pipeline + ":\n  " + String.join("\n  ", problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
