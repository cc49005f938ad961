package dev.plumbline.runner.plan;

import dev.plumbline.pipeline.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** A plan that cannot be made as things are; carries every reason. */
public final class PlanRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<Problem> problems;

  public PlanRefusedException(String pipeline, List<Problem> problems) {
    super(
        problems.stream()
            .map(p -> "  " + p)
            .collect(Collectors.joining("\n", "Cannot plan " + pipeline + ":\n", "")));
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }
}
