package dev.plumbline.dags.document;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.ZoneId;
import java.util.List;

/** When runs begin. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Schedule.Cron.class, name = "cron"),
  @JsonSubTypes.Type(value = Schedule.Every.class, name = "every"),
  @JsonSubTypes.Type(value = Schedule.Assets.class, name = "assets"),
  @JsonSubTypes.Type(value = Schedule.Once.class, name = "once")
})
public sealed interface Schedule {
  /**
   * At the ticks of a cron line.
   *
   * @param covers what the scheduler shows as the data interval of a run
   */
  record Cron(String line, ZoneId zone, Covers covers) implements Schedule {}

  /** At equal distances from the start on. */
  record Every(long seconds, Covers covers) implements Schedule {}

  /**
   * When tables have changed.
   *
   * @param of their URIs
   * @param any whether one is enough
   */
  record Assets(List<String> of, boolean any) implements Schedule {
    public Assets {
      of = List.copyOf(of);
    }
  }

  /** At the start, and never again. */
  record Once() implements Schedule {}

  /**
   * What a scheduler calls a run's data interval. It has to be said: one cron line means the one in
   * Airflow 2 and the other in Airflow 3.
   */
  enum Covers {
    /** From the tick before to this one. */
    TICKS,
    /** The tick's moment. */
    MOMENT
  }
}
