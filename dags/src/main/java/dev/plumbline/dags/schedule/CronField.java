package dev.plumbline.dags.schedule;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One field of a cron line.
 *
 * @param values those that it holds, Sunday being 0
 */
record CronField(Name name, BitSet values, String text) {
  private static final Pattern PART =
      Pattern.compile("(?:\\*|([0-9A-Z]+)(?:-([0-9A-Z]+))?)(?:/([0-9]{1,4}))?");

  /** The fields, in their order. */
  enum Name {
    MINUTE(0, 59, ""),
    HOUR(0, 23, ""),
    DAY(1, 31, ""),
    MONTH(1, 12, " JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC"),
    WEEKDAY(0, 7, "SUN MON TUE WED THU FRI SAT");

    private final int first;
    private final int last;
    private final String words;

    Name(int first, int last, String words) {
      this.first = first;
      this.last = last;
      this.words = words;
    }

    /** Words for numbers, from 0 on. */
    private List<String> words() {
      return List.of(words.split(" "));
    }

    /** How many different values there are: Sunday is 0 and 7. */
    int count() {
      return this == WEEKDAY ? 7 : last - first + 1;
    }
  }

  static CronField parse(Name name, String text) {
    BitSet values = new BitSet();
    for (String part : text.split(",", -1)) {
      Matcher matcher = PART.matcher(part.toUpperCase(Locale.ROOT));
      if (!matcher.matches()) {
        throw fault(name, text, part);
      }
      boolean all = matcher.group(1) == null;
      int from = all ? name.first : number(name, text, matcher.group(1));
      int to =
          all
              ? name.first + name.count() - 1
              : matcher.group(2) == null ? from : number(name, text, matcher.group(2));
      int step = matcher.group(3) == null ? 1 : Integer.parseInt(matcher.group(3));
      boolean stepOfOne = matcher.group(3) != null && !all && matcher.group(2) == null;
      if (from > to || step == 0 || stepOfOne) {
        throw fault(name, text, part);
      }
      for (int value = from; value <= to; value += step) {
        values.set(name == Name.WEEKDAY ? value % 7 : value);
      }
    }
    boolean plain = !text.matches(".*[A-Za-z].*") && !(name == Name.WEEKDAY && text.contains("7"));
    String written =
        values.cardinality() == name.count()
            ? "*"
            : plain
                ? text
                : values.stream().mapToObj(String::valueOf).collect(Collectors.joining(","));
    return new CronField(name, values, written);
  }

  private static int number(Name name, String text, String word) {
    int number = word.matches("[0-9]{1,4}") ? Integer.parseInt(word) : name.words().indexOf(word);
    if (number < name.first || number > name.last) {
      throw fault(name, text, word);
    }
    return number;
  }

  private static IllegalArgumentException fault(Name name, String text, String part) {
    return new IllegalArgumentException(
        "Cannot read the "
            + name.name().toLowerCase(Locale.ROOT)
            + " '"
            + text
            + "' of a cron line: '"
            + part
            + "', write numbers from "
            + name.first
            + " to "
            + name.last
            + (name.words.isEmpty() ? "" : " or names such as " + name.words().get(1))
            + ", as 1,5 or 1-5 or */2 or 1-5/2");
  }

  boolean isAll() {
    return values.cardinality() == name.count();
  }
}
