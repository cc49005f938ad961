package dev.plumbline.cli.conf;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The values of one project in one environment. Of several places the first wins: an option, an
 * environment variable {@code PLUMB_…}, {@code conf/<environment>/plumb.properties}, {@code
 * conf/base/plumb.properties}, the default. Immutable.
 */
public final class Conf {
  static final String SECRETS = "secrets.";
  private final Path project;
  private final String environment;
  private final SortedMap<String, Setting> settings;

  Conf(Path project, String environment, Map<String, Setting> settings) {
    this.project = project;
    this.environment = environment;
    this.settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
  }

  /** The folder that relative places count from. */
  public Path project() {
    return project;
  }

  /** The environment whose values were laid over the base's. */
  public String environment() {
    return environment;
  }

  /** Every value, by key. */
  public SortedMap<String, Setting> settings() {
    return settings;
  }

  public String text(Key key) {
    return settings.get(key.text()).value();
  }

  public int whole(Key key) {
    return Integer.parseInt(text(key));
  }

  /** For example {@code 30s}. */
  public Duration duration(Key key) {
    return time(text(key));
  }

  /** A time as it is written in conf, {@link Key.Form#DURATION}. */
  public static Duration time(String value) {
    int digits = 0;
    while (Character.isDigit(value.charAt(digits))) {
      digits++;
    }
    long amount = Long.parseLong(value.substring(0, digits));
    return switch (value.substring(digits)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  /** For example {@code 256m}. */
  public long bytes(Key key) {
    String value = text(key);
    int last = value.length() - 1;
    int power = "kmg".indexOf(value.charAt(last)) + 1;
    return Long.parseLong(power == 0 ? value : value.substring(0, last)) << (10 * power);
  }

  /** A place on this machine. */
  public Path path(Key key) {
    String value = text(key);
    return value.startsWith("file:")
        ? Path.of(URI.create(value)).normalize()
        : project.resolve(value).normalize();
  }

  /** A folder's URI, with a slash at its end so that names resolve below it. */
  public URI folder(Key key) {
    String value = text(key);
    String uri =
        value.matches("[A-Za-z][A-Za-z0-9+.-]+:.*") ? value : fileUri(project.resolve(value));
    return URI.create(uri.endsWith("/") ? uri : uri + "/");
  }

  private static String fileUri(Path path) {
    return path.normalize().toUri().toString();
  }

  /** What is set below a prefix, by the rest of its key. */
  public SortedMap<String, String> below(String prefix) {
    SortedMap<String, String> found = new TreeMap<>();
    settings.forEach(
        (key, setting) -> {
          if (key.startsWith(prefix)) {
            found.put(key.substring(prefix.length()), setting.value());
          }
        });
    return found;
  }

  /** What is set below a prefix, by the whole key. */
  public SortedMap<String, String> with(String prefix) {
    SortedMap<String, String> found = new TreeMap<>();
    below(prefix).forEach((rest, value) -> found.put(prefix + rest, value));
    return found;
  }

  /** Values without secrets, as they may be recorded. */
  public Map<String, String> shown() {
    Map<String, String> shown = new LinkedHashMap<>();
    settings.forEach((key, setting) -> shown.put(key, setting.shown()));
    return shown;
  }

  /** A reference to a secret, as conf holds it. */
  Optional<String> secret(String name) {
    return Optional.ofNullable(settings.get(SECRETS + name)).map(Setting::value);
  }

  /** The variable for a key: letters in capitals, all else an underscore. */
  static String variable(String key) {
    return "PLUMB_" + key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }
}
