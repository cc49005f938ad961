package dev.plumbline.pipeline;

import java.util.List;
import java.util.stream.Collectors;

/** A pipeline that cannot be defined; carries every mistake that was found. */
public final class InvalidPipelineException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;
  private final transient List<Problem> problems;

  public InvalidPipelineException(String pipeline, List<Problem> problems) {
    super(
        problems.stream()
            .map(p -> "  " + p)
            .collect(
                Collectors.joining(
                    "\n",
                    "Cannot define pipeline "
                        + pipeline
                        + ": "
                        + problems.size()
                        + (problems.size() == 1 ? " mistake\n" : " mistakes\n"),
                    "")));
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }
}
