package dev.plumbline.runner.run;

import dev.plumbline.pipeline.event.EventBundle;
import dev.plumbline.pipeline.event.RunEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a run has told that nothing it left behind carries yet: goes along with its next commit or
 * model directory, behind the run's start.
 */
final class Carried {
  private Optional<RunEvent> start = Optional.empty();
  private final List<RunEvent> since = new ArrayList<>();
  private int packed;

  void add(RunEvent event) {
    Optional<RunEvent> carried = EventBundle.carried(event);
    if (event instanceof RunEvent.RunStarted) {
      start = carried;
    } else {
      carried.ifPresent(since::add);
    }
  }

  /** All of it as one text. */
  String text() {
    List<RunEvent> all = new ArrayList<>();
    start.ifPresent(all::add);
    all.addAll(since);
    packed = since.size();
    return EventBundle.pack(all);
  }

  /** The text is where it stays. */
  void kept() {
    since.subList(0, packed).clear();
    packed = 0;
  }
}
