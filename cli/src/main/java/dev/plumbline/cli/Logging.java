package dev.plumbline.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.logging.LogManager;

/**
 * Sets up the JDK's logging from {@code logging.properties} beside this class: warnings and worse,
 * on stderr, a line each. Made by the JDK, by its name.
 */
public final class Logging {
  /** Called by {@link LogManager} when it is first used. */
  public Logging() throws IOException {
    try (InputStream conf = Logging.class.getResourceAsStream("logging.properties")) {
      LogManager.getLogManager().readConfiguration(conf);
    }
  }
}
