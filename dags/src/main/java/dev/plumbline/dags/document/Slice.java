package dev.plumbline.dags.document;

import dev.plumbline.pipeline.Grain;
import java.time.ZoneId;

/** Which interval of the pipeline a run of the scheduler is for. */
public record Slice(From from, Grain grain, ZoneId zone) {
  /** What the interval follows from. */
  public enum From {
    /** It is the stretch between two ticks. */
    TICKS,
    /** The last whole one before the tick: it ends where the tick's day begins, or its hour. */
    WHOLE,
    /** That for which the table was written whose change began the run. */
    ASSETS
  }
}
