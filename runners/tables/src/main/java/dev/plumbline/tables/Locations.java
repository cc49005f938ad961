package dev.plumbline.tables;

import dev.plumbline.runner.table.TableException;
import java.net.URI;
import java.nio.file.Path;

/** The one place that knows which schemes can be opened. */
final class Locations {
  private Locations() {}

  /** The folder of a table. */
  static Path folder(URI location) {
    String scheme = location.getScheme();
    if (scheme != null && !scheme.equalsIgnoreCase("file")) {
      throw new TableException(
          TableException.Kind.USER,
          "Cannot open the table at "
              + location
              + ": the scheme "
              + scheme
              + " is not supported, use a file: location");
    }
    return Path.of(location.getPath()).toAbsolutePath().normalize();
  }

  /** The path in a string of Kernel's, which may carry the scheme but is never percent-encoded. */
  static Path path(String text) {
    if (!text.startsWith("file:")) {
      return Path.of(text);
    }
    String rest = text.substring("file:".length());
    int slashes = 0;
    while (slashes < rest.length() && rest.charAt(slashes) == '/') {
      slashes++;
    }
    return Path.of("/" + rest.substring(slashes));
  }
}
