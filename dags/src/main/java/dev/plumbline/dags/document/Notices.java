package dev.plumbline.dags.document;

import java.util.List;
import java.util.Optional;

/**
 * Who is told of what.
 *
 * @param failure mail addresses told of a run that failed
 * @param late mail addresses told of a run that is late
 * @param lateSeconds how long after its tick a run that is not done is late
 */
public record Notices(List<String> failure, List<String> late, Optional<Long> lateSeconds) {
  public Notices {
    failure = List.copyOf(failure);
    late = List.copyOf(late);
  }
}
