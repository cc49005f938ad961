package dev.plumbline.dags.conf;

import dev.plumbline.dags.document.Runs;
import dev.plumbline.dags.document.Schedule;
import dev.plumbline.dags.document.Schedule.Covers;
import dev.plumbline.dags.document.Slice;
import dev.plumbline.dags.schedule.CronLine;
import dev.plumbline.dags.schedule.Firing;
import dev.plumbline.dags.schedule.Firings;
import dev.plumbline.pipeline.Grain;
import dev.plumbline.pipeline.Interval;
import dev.plumbline.pipeline.Nearest;
import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.Pipeline;
import dev.plumbline.pipeline.Table;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads when a pipeline runs, and for which of its intervals. */
final class Timing {
  private static final String ALL_INPUTS = "inputs";

  /** Enough ticks to meet every change of the clocks of a year. */
  private static final int TRIED = 400 * 24;

  private final DagRequest request;
  private final Settings settings;
  private final ZoneId zone;

  Timing(DagRequest request, Settings settings) {
    this.request = request;
    this.settings = settings;
    this.zone = settings.zone(Setting.ZONE, request.pipeline().zone());
  }

  /** How runs follow one another. */
  Runs runs() {
    Optional<Instant> start = settings.time(Setting.START, zone);
    if (settings.text(Setting.START).isEmpty()) {
      settings.problem(Setting.START, "is not set, write the date from which on it runs");
    }
    return new Runs(
        start.orElse(Instant.EPOCH),
        settings.time(Setting.END, zone),
        settings.flag(Setting.CATCHUP, false),
        settings.whole(Setting.ACTIVE, settings.text(Setting.ACTIVE), 1, 1),
        settings.seconds(Setting.RUN_TIMEOUT, settings.text(Setting.RUN_TIMEOUT)));
  }

  /** When it runs; what is wrong is told, and something put in its place. */
  Schedule schedule() {
    List<Setting> kinds = List.of(Setting.CRON, Setting.EVERY, Setting.ASSETS, Setting.ONCE);
    List<Setting> given = kinds.stream().filter(k -> settings.text(k).isPresent()).toList();
    if (given.size() != 1) {
      settings.problem(
          given.isEmpty() ? Setting.CRON : given.get(1),
          given.isEmpty()
              ? "is not set, nor is .every, .assets or .once: say when it runs"
              : "stands beside ." + given.get(0).key() + ", set one of them");
      return new Schedule.Once();
    }
    Covers covers = from() == Slice.From.TICKS ? Covers.TICKS : Covers.MOMENT;
    return switch (given.get(0)) {
      case CRON -> cron(covers);
      case EVERY ->
          new Schedule.Every(
              settings.seconds(Setting.EVERY, settings.text(Setting.EVERY)).orElse(1L), covers);
      case ASSETS -> new Schedule.Assets(assets(), settings.flag(Setting.ASSETS_ANY, false));
      default -> {
        if (!settings.flag(Setting.ONCE, true)) {
          settings.problem(Setting.ONCE, "is false, leave it out");
        }
        yield new Schedule.Once();
      }
    };
  }

  private Schedule cron(Covers covers) {
    try {
      String line = CronLine.parse(settings.text(Setting.CRON).orElseThrow()).text();
      return new Schedule.Cron(line, zone, covers);
    } catch (IllegalArgumentException e) {
      settings.problem(Setting.CRON, "can't be read: " + e.getMessage());
      return new Schedule.Cron("0 0 * * *", zone, covers);
    }
  }

  private Slice.From from() {
    if (settings.text(Setting.ASSETS).isPresent()) {
      return Slice.From.ASSETS;
    }
    return settings.word(
        Setting.INTERVAL,
        settings.text(Setting.INTERVAL),
        Slice.From.WHOLE,
        List.of(Slice.From.TICKS, Slice.From.WHOLE));
  }

  /** Which interval a run is for; empty where the pipeline takes none. */
  Optional<Slice> slice(Schedule schedule, Runs runs) {
    Optional<String> given = settings.text(Setting.INTERVAL);
    if (!request.takesInterval()) {
      given.ifPresent(
          g -> settings.problem(Setting.INTERVAL, "is '" + g + "', but the pipeline takes none"));
      return Optional.empty();
    }
    boolean assets = schedule instanceof Schedule.Assets;
    if (given.isEmpty() && !assets) {
      settings.problem(
          Setting.INTERVAL,
          "is not set: write ticks where a run is for the time between two ticks, whole where it is"
              + " for the last whole "
              + request.pipeline().grain()
              + " before its tick");
    }
    Slice slice = new Slice(from(), request.pipeline().grain(), request.pipeline().zone());
    if (assets != (slice.from() == Slice.From.ASSETS)
        || (schedule instanceof Schedule.Once && slice.from() != Slice.From.WHOLE)) {
      settings.problem(
          Setting.INTERVAL, "is '" + given.orElse("") + "', which this schedule lacks");
    } else if (slice.from() == Slice.From.TICKS && given.isPresent()) {
      fits(schedule, runs, slice);
    }
    return Optional.of(slice);
  }

  /** Whether the times between ticks are intervals of the pipeline. */
  private void fits(Schedule schedule, Runs runs, Slice slice) {
    for (Firing firing : new Firings(schedule, runs).after(runs.start(), TRIED)) {
      Interval between = firing.interval(slice).orElseThrow();
      Interval own = slice.grain().startingAt(between.start().atZone(slice.zone()));
      Instant whole =
          slice.grain() == Grain.HOUR
              ? between.start().atZone(slice.zone()).truncatedTo(ChronoUnit.HOURS).toInstant()
              : between.date().atStartOfDay(slice.zone()).toInstant();
      if (!own.equals(between) || !whole.equals(between.start())) {
        settings.problem(
            Setting.INTERVAL,
            "is 'ticks', but from tick to tick is "
                + between
                + ", which is no "
                + slice.grain()
                + " of the pipeline in "
                + slice.zone()
                + ": move the ticks, set the zone, or write whole");
        return;
      }
    }
  }

  private List<String> assets() {
    Map<String, Table<?>> read = new LinkedHashMap<>();
    for (Node node : request.pipeline().nodes()) {
      if (node instanceof Node.Read each) {
        read.putIfAbsent(each.table().name(), each.table());
      }
    }
    written(request.pipeline()).forEach(read::remove);
    List<String> names = new ArrayList<>();
    for (String name : Arrays.asList(settings.text(Setting.ASSETS).orElse("").split("[, ]+"))) {
      if (name.equals(ALL_INPUTS)) {
        names.addAll(read.keySet());
      } else if (read.containsKey(name)) {
        names.add(name);
      } else {
        settings.problem(
            Setting.ASSETS, Nearest.unknown("table that it reads", name, read.keySet()));
      }
    }
    if (names.isEmpty()) {
      settings.problem(Setting.ASSETS, "names no table that the pipeline reads and doesn't write");
    }
    return names.stream().distinct().sorted().map(n -> uri(request, read.get(n))).toList();
  }

  private static List<String> written(Pipeline pipeline) {
    List<String> names = new ArrayList<>();
    for (Node node : pipeline.nodes()) {
      if (node instanceof Node.Write write) {
        names.add(write.table().name());
      }
    }
    return names;
  }

  /** A table as Airflow knows it: the folder without a slash at its end. */
  static String uri(DagRequest request, Table<?> table) {
    return request
        .location()
        .apply(table)
        .toString()
        .replaceFirst("^file:/(?!/)", "file:///")
        .replaceFirst("/+$", "");
  }
}
