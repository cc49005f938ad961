package dev.plumbline.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a command is given by the process it runs in; a test gives its own.
 *
 * @param project the folder that conf and relative places belong to
 * @param lib the folder of Plumbline's own jars, when the launcher started the process
 * @param command how people call it: {@code ./plumb}
 * @param variables the environment
 * @param screen how progress is shown
 * @param ids names for runs that are given none
 */
public record Surroundings(
    Path project,
    Optional<Path> lib,
    String command,
    Map<String, String> variables,
    PrintStream out,
    PrintStream err,
    Screen screen,
    Clock clock,
    Supplier<String> ids) {
  /**
   * Where progress goes.
   *
   * @param live whether lines may be redrawn, as on a terminal
   * @param columns how wide it is
   */
  public record Screen(boolean live, int columns) {}
}
