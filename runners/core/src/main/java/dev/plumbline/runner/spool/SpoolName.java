package dev.plumbline.runner.spool;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a file of events.
 *
 * @param number rises with each file, so that files of a run are in order
 * @param process that writes it; empty once it has let go
 */
record SpoolName(String runId, int number, String process) {
  /** Behind the name of a file that nobody delivers any more. */
  static final String ASIDE = ".aside";

  private static final Pattern FORM =
      Pattern.compile("([A-Za-z0-9_-]+)\\.(\\d{1,9})(?:\\.(\\d+-\\d+))?\\.events");

  static Optional<SpoolName> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new SpoolName(
                matcher.group(1),
                Integer.parseInt(matcher.group(2)),
                Optional.ofNullable(matcher.group(3)).orElse("")))
        : Optional.empty();
  }

  static SpoolName ofThisProcess(String runId, int number) {
    return new SpoolName(runId, number, Spool.process());
  }

  boolean isOfThisProcess() {
    return process.equals(Spool.process());
  }

  /** The name under which others may take it. */
  SpoolName left() {
    return new SpoolName(runId, number, "");
  }

  String text() {
    return runId + "." + number + (process.isEmpty() ? "" : "." + process) + ".events";
  }
}
