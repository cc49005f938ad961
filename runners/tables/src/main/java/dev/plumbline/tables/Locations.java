package dev.plumbline.tables;

import java.net.URI;
import java.nio.file.Path;

/** Paths of this machine, as locations and as Kernel writes them. */
final class Locations {
  private Locations() {}

  /** The folder of a {@code file:} location. */
  static Path folder(URI location) {
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
