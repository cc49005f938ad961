package dev.plumbline.dags.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * The moments at which something is due. Cron's follow the clock on the wall: a tick that clocks
 * skip comes as much later as they skip, one that they repeat comes the second time; a line for
 * every hour ticks in both.
 */
sealed interface Ticks {
  Instant after(Instant time);

  Instant before(Instant time);

  /** The first tick from this time on. */
  default Instant from(Instant time) {
    Instant next = after(time);
    return before(next).equals(time) ? time : next;
  }

  /** Of a cron line in a zone. */
  record Cron(CronLine line, ZoneId zone) implements Ticks {
    @Override
    public Instant after(Instant time) {
      ZonedDateTime now = time.atZone(zone);
      LocalDateTime wall = now.toLocalDateTime();
      LocalDateTime next = line.after(wall).orElseThrow();
      return line.coversEveryHour()
          ? plus(now, Duration.between(wall, next))
          : next.atZone(zone).withLaterOffsetAtOverlap().toInstant();
    }

    @Override
    public Instant before(Instant time) {
      ZonedDateTime now = time.atZone(zone);
      LocalDateTime wall = now.toLocalDateTime();
      LocalDateTime last = line.before(wall).orElseThrow();
      return line.coversEveryHour()
          ? plus(now, Duration.between(wall, last))
          : last.atZone(zone).withLaterOffsetAtOverlap().toInstant();
    }

    /** Whole days by the wall, the rest as time passes. */
    private static Instant plus(ZonedDateTime time, Duration by) {
      return time.plusDays(by.toDays()).plus(by.minusDays(by.toDays())).toInstant();
    }
  }

  /** At equal distances; any moment may be the first. */
  record Every(Duration distance) implements Ticks {
    @Override
    public Instant after(Instant time) {
      return time.plus(distance);
    }

    @Override
    public Instant before(Instant time) {
      return time.minus(distance);
    }
  }
}
