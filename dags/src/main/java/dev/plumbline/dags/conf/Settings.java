package dev.plumbline.dags.conf;

import dev.plumbline.dags.document.Operator;
import dev.plumbline.pipeline.Nearest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values for one pipeline: of {@code schedule.<pipeline>.task.<task>.<key>}, {@code
 * schedule.<pipeline>.<key>} and {@code schedule.<key>} the first wins. Mistakes are collected.
 */
final class Settings {
  private static final String TASK = "task.";
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(s|m|h|d)");
  private final SortedMap<String, String> all;
  private final String pipeline;
  private final List<String> problems = new ArrayList<>();

  /**
   * @param all keys without {@code schedule.}
   * @param tasks what this pipeline's tasks are called
   */
  Settings(
      SortedMap<String, String> all,
      String pipeline,
      Collection<String> pipelines,
      Collection<String> tasks) {
    this.all = all;
    this.pipeline = pipeline;
    for (String key : all.keySet()) {
      String first = key.replaceFirst("\\..*", "");
      boolean ofOne = pipelines.contains(first) && !first.equals(key);
      String rest = ofOne ? key.substring(first.length() + 1) : key;
      if (!ofOne || first.equals(pipeline)) {
        check(key, rest, ofOne, tasks, pipelines);
      }
    }
  }

  private void check(
      String key,
      String rest,
      boolean ofOne,
      Collection<String> tasks,
      Collection<String> pipelines) {
    boolean ofTask = ofOne && rest.startsWith(TASK);
    String name = rest;
    if (ofTask) {
      String task = rest.substring(TASK.length()).replaceFirst("\\..*", "");
      if (!tasks.contains(task)) {
        problems.add(named(key) + " " + Nearest.unknown("task", task, tasks));
        return;
      }
      name = rest.substring(Math.min(rest.length(), TASK.length() + task.length() + 1));
    }
    Optional<Setting> setting = Setting.of(name);
    boolean fits = setting.filter(s -> !ofTask || s.isOfTask()).isPresent();
    if (!fits && !Setting.isArgument(name)) {
      String before = key.substring(0, key.length() - name.length());
      List<String> known = new ArrayList<>();
      Setting.keys(ofTask).forEach(k -> known.add(before + k));
      if (!ofOne) {
        pipelines.forEach(p -> known.add(p + key.replaceFirst("^[^.]*", "")));
      }
      problems.add(
          named(key)
              + " sets nothing that there is"
              + Nearest.to(key, known).map(k -> "; did you mean " + named(k) + "?").orElse("")
              + "; docs/airflow.md lists what there is");
    }
  }

  private static String named(String key) {
    return "schedule." + key;
  }

  List<String> problems() {
    return problems;
  }

  void problem(Setting setting, String what) {
    problems.add(named(key(setting)) + " " + what);
  }

  void problem(String what) {
    problems.add(what);
  }

  private String key(Setting setting) {
    String own = pipeline + "." + setting.key();
    return all.containsKey(own) || !all.containsKey(setting.key()) ? own : setting.key();
  }

  Optional<String> text(Setting setting) {
    return found(pipeline + "." + setting.key(), setting.key());
  }

  Optional<String> text(Setting setting, String task) {
    return Optional.ofNullable(all.get(pipeline + "." + TASK + task + "." + setting.key()))
        .or(() -> text(setting));
  }

  private Optional<String> found(String first, String second) {
    return Optional.ofNullable(all.get(first)).or(() -> Optional.ofNullable(all.get(second)));
  }

  /** Arguments of a task's operator, by the rest of their keys. */
  SortedMap<String, String> arguments(String task, Operator.Kind kind) {
    SortedMap<String, String> arguments = new TreeMap<>();
    for (String prefix : List.of("", pipeline + ".", pipeline + "." + TASK + task + ".")) {
      String start = prefix + Setting.word(kind) + ".";
      for (Map.Entry<String, String> entry : all.tailMap(start).entrySet()) {
        if (!entry.getKey().startsWith(start)) {
          break;
        }
        arguments.put(entry.getKey().substring(start.length()), entry.getValue());
      }
    }
    return arguments;
  }

  /** Names with commas between. */
  List<String> names(Setting setting) {
    return text(setting)
        .map(t -> Arrays.stream(t.split(",")).map(String::strip).filter(n -> !n.isEmpty()).toList())
        .orElse(List.of());
  }

  boolean flag(Setting setting, boolean initial) {
    return flag(setting, text(setting), initial);
  }

  boolean flag(Setting setting, Optional<String> text, boolean initial) {
    if (text.filter(t -> !t.equals("true") && !t.equals("false")).isPresent()) {
      problem(setting, "is '" + text.get() + "', write true or false");
    }
    return text.map(Boolean::parseBoolean).orElse(initial);
  }

  int whole(Setting setting, Optional<String> text, int least, int initial) {
    if (text.isEmpty()) {
      return initial;
    }
    if (!text.get().matches("[0-9]{1,9}") || Integer.parseInt(text.get()) < least) {
      problem(setting, "is '" + text.get() + "', write a number from " + least + " up");
      return initial;
    }
    return Integer.parseInt(text.get());
  }

  Optional<Long> seconds(Setting setting, Optional<String> text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Matcher matcher = DURATION.matcher(text.get());
    if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
      problem(setting, "is '" + text.get() + "', write a time such as 30s, 10m, 2h or 1d");
      return Optional.empty();
    }
    long amount = Long.parseLong(matcher.group(1));
    return Optional.of(
        switch (matcher.group(2)) {
          case "s" -> amount;
          case "m" -> amount * 60;
          case "h" -> amount * 3600;
          default -> amount * 86400;
        });
  }

  /** A word of an enum, in small letters. */
  <E extends Enum<E>> E word(Setting setting, Optional<String> text, E initial, List<E> all) {
    Map<String, E> words = new LinkedHashMap<>();
    all.forEach(e -> words.put(e.name().toLowerCase(Locale.ROOT).replace('_', '-'), e));
    if (text.filter(t -> !words.containsKey(t)).isPresent()) {
      problem(setting, "is '" + text.get() + "', write one of " + words.keySet());
    }
    return text.map(words::get).orElse(initial);
  }

  /** A zone that has a name: others know no offsets. */
  ZoneId zone(Setting setting, ZoneId initial) {
    Optional<String> text = text(setting);
    if (text.filter(t -> !ZoneId.getAvailableZoneIds().contains(t)).isPresent()) {
      problem(setting, "is '" + text.get() + "', write a zone such as Europe/Berlin");
      return initial;
    }
    return text.map(ZoneId::of).orElse(initial);
  }

  /** The name of a thing in the scheduler, which takes few letters there. */
  Optional<String> key(Setting setting, Optional<String> text) {
    if (text.filter(t -> !t.matches("[A-Za-z0-9_.-]{1,250}")).isPresent()) {
      problem(
          setting, "is '" + text.get() + "', write letters, digits, dashes, dots and underscores");
      return Optional.empty();
    }
    return text;
  }

  /** Mail addresses. */
  List<String> mails(Setting setting) {
    List<String> mails = names(setting);
    mails.stream()
        .filter(mail -> !mail.matches("[^@\\s]+@[^@\\s]+"))
        .forEach(mail -> problem(setting, "is '" + mail + "', write a mail address"));
    return mails;
  }

  /** A date, or a date with a time, in a zone. */
  Optional<Instant> time(Setting setting, ZoneId zone) {
    try {
      return text(setting)
          .map(
              t ->
                  t.indexOf('T') < 0
                      ? LocalDate.parse(t).atStartOfDay(zone).toInstant()
                      : LocalDateTime.parse(t).atZone(zone).toInstant());
    } catch (DateTimeException e) {
      problem(setting, "is '" + text(setting).get() + "', write 2001-06-01 or 2001-06-01T05:00");
      return Optional.empty();
    }
  }
}
