package dev.plumbline.cli;

import dev.plumbline.cli.command.Commands;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/**
 * The command line: {@code plumb COMMAND}. The launcher gives it its surroundings as properties.
 */
public final class Plumb {
  private Plumb() {}

  public static void main(String[] arguments) {
    // Read by the JDK's logging when the first line is logged, and not before.
    System.setProperty("java.util.logging.config.class", Logging.class.getName());
    System.exit(Commands.run(ofProcess(), arguments));
  }

  private static Surroundings ofProcess() {
    Path here = Path.of("").toAbsolutePath();
    return new Surroundings(
        Path.of(System.getProperty("plumb.project", here.toString())).toAbsolutePath().normalize(),
        Optional.ofNullable(System.getProperty("plumb.lib"))
            .map(lib -> Path.of(lib).toAbsolutePath().normalize()),
        System.getProperty("plumb.command", "plumb"),
        System.getenv(),
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        new Surroundings.Screen(
            Boolean.getBoolean("plumb.live"), Integer.getInteger("plumb.columns", 80)),
        Clock.systemUTC(),
        () -> UUID.randomUUID().toString().replace("-", ""));
  }

  /** UTF-8 whatever the machine's locale says. */
  private static PrintStream stream(FileDescriptor to) {
    return new PrintStream(new FileOutputStream(to), true, StandardCharsets.UTF_8);
  }
}
