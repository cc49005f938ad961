package dev.plumbline.cli.rebuild;

import dev.plumbline.pipeline.event.RunEvent;
import dev.plumbline.pipeline.event.RunEvent.Stamp;
import dev.plumbline.pipeline.event.RunListener;
import dev.plumbline.pipeline.event.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A run as its traces tell it. A run that was resumed has several sessions, each a process's, told
 * apart by when they began.
 */
final class RestoredRun {
  private final String runId;
  private final TreeMap<Instant, List<Trace>> sessions = new TreeMap<>();

  RestoredRun(String runId) {
    this.runId = runId;
  }

  void add(Trace trace) {
    sessions.computeIfAbsent(trace.start().stamp().at(), at -> new ArrayList<>()).add(trace);
  }

  String runId() {
    return runId;
  }

  Instant started() {
    return sessions.firstKey();
  }

  String pipeline() {
    return sessions.firstEntry().getValue().get(0).start().pipeline();
  }

  /** Tells a recorder all of it, as it happened. */
  @SuppressWarnings("try")
  void tell(java.util.function.Supplier<RunListener> recorder) throws Exception {
    for (List<Trace> session : sessions.values()) {
      try (RunListener to = recorder.get()) {
        for (RunEvent event : events(session)) {
          to.on(event);
        }
      }
    }
  }

  /** The events of one session in order, each once. */
  static List<RunEvent> events(Collection<Trace> session) {
    TreeMap<Long, RunEvent> told = new TreeMap<>();
    TreeMap<Long, List<RunEvent>> after = new TreeMap<>();
    for (Trace trace : session) {
      trace.told().forEach(e -> told.merge(e.stamp().sequence(), e, RestoredRun::fuller));
      long last = trace.told().get(trace.told().size() - 1).stamp().sequence();
      after.computeIfAbsent(last, s -> new ArrayList<>()).addAll(trace.after());
    }
    Set<String> ended = new HashSet<>();
    Set<String> committed = new HashSet<>();
    for (RunEvent event : told.values()) {
      if (event instanceof RunEvent.StepFinished e) {
        ended.add(e.step());
      } else if (event instanceof RunEvent.Committed e) {
        committed.add(e.step());
      }
    }
    List<RunEvent> all = new ArrayList<>();
    told.forEach(
        (sequence, event) -> {
          all.add(event);
          for (RunEvent end : after.getOrDefault(sequence, List.of())) {
            boolean isNew =
                end instanceof RunEvent.StepFinished e
                    ? ended.add(e.step())
                    : committed.add(((RunEvent.Committed) end).step());
            if (isNew) {
              all.add(end);
            }
          }
        });
    if (told.values().stream().noneMatch(e -> e instanceof RunEvent.RunFinished)) {
      all.add(end(all));
    }
    return all;
  }

  /** Of two tellings of one event the one that says more: bundles leave out what is too long. */
  private static RunEvent fuller(RunEvent one, RunEvent other) {
    return other.toString().length() > one.toString().length() ? other : one;
  }

  /** What is there was finished; of what came after nothing is known. */
  private static RunEvent end(List<RunEvent> all) {
    Stamp first = all.get(0).stamp();
    Stamp last = all.get(all.size() - 1).stamp();
    return new RunEvent.RunFinished(
        new Stamp(last.runId(), last.sequence() + 1, last.at()),
        RunStatus.FINISHED,
        Duration.between(first.at(), last.at()),
        Optional.empty());
  }
}
