package dev.plumbline.dags.document;

import java.util.List;
import java.util.Optional;

/**
 * One call of {@code plumb}.
 *
 * @param words what it is called with; empty for a task that only shows a step
 * @param refused what a refused gate makes of the task; empty where there is no gate
 * @param after the tasks it waits for
 * @param inlets URIs of the tables that it reads
 * @param outlets URIs of the tables that it writes
 * @param group the {@link Group} that it is shown in
 */
public record Task(
    String id,
    String docs,
    Operator operator,
    List<Word> words,
    Optional<Refused> refused,
    List<String> after,
    Trigger trigger,
    Retry retry,
    Optional<Long> timeoutSeconds,
    Optional<String> pool,
    int slots,
    int priority,
    Optional<String> queue,
    Optional<String> group,
    List<String> inlets,
    List<String> outlets) {
  public Task {
    words = List.copyOf(words);
    after = List.copyOf(after);
    inlets = List.copyOf(inlets);
    outlets = List.copyOf(outlets);
  }

  /** What becomes of a task whose gate let no new version through. */
  public enum Refused {
    /** It is skipped, and with it what waits for the new version. */
    SKIP,
    /** It is done: it did more than the gate. */
    DONE
  }

  /** Which ends of the tasks before let a task begin, in Airflow's words. */
  public enum Trigger {
    ALL_SUCCESS,
    ALL_DONE,
    NONE_FAILED,
    NONE_FAILED_MIN_ONE_SUCCESS,
    ONE_SUCCESS
  }
}
