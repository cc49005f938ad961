package dev.plumbline.cli.conf;

import dev.plumbline.pipeline.Nearest;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads conf, lays its places over each other and checks all of it. */
public final class ConfReader {
  private static final String FILE = "plumb.properties";

  /** Variables that the launcher reads and conf doesn't. */
  private static final Set<String> LAUNCHER =
      Set.of("PLUMB_ENV", "PLUMB_OPTS", "PLUMB_HOME", "PLUMB_ARCHIVE");

  /** Read, and checked, when a pipeline is exported. */
  private static final String SCHEDULE = "schedule.";

  private final Path project;
  private final Map<String, String> variables;
  private final Supplier<Collection<String>> pipelines;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, Setting> settings = new TreeMap<>();

  /**
   * @param pipelines their names, asked for when a key may be a pipeline's parameter
   */
  public ConfReader(
      Path project, Map<String, String> variables, Supplier<Collection<String>> pipelines) {
    this.project = project;
    this.variables = variables;
    this.pipelines = pipelines;
  }

  /**
   * @param environment {@code base} or a folder beside it; a missing {@code conf/local} is empty
   * @param options values given on the command line, by key
   * @throws ConfException with every mistake in it
   */
  public Conf read(String environment, Map<String, String> options) {
    for (Key key : Key.values()) {
      settings.put(key.text(), new Setting(key.text(), key.initial(), "default"));
    }
    file("base");
    if (!environment.equals("base")) {
      if (!environment.equals("local")
          && !Files.isDirectory(conf(environment))
          && packed(environment).isEmpty()) {
        problems.add(
            "environment " + Nearest.unknown("folder", environment, environments()) + " of conf/");
      }
      file(environment);
    }
    variables();
    options.forEach((key, value) -> put(key, value, "command line"));
    check();
    if (!problems.isEmpty()) {
      throw new ConfException(problems);
    }
    return new Conf(project, environment, settings);
  }

  private Path conf(String environment) {
    return project.resolve("conf").resolve(environment);
  }

  private Collection<String> environments() {
    Set<String> names = new TreeSet<>(List.of("base", "local"));
    try (Stream<Path> folders = Files.list(project.resolve("conf"))) {
      folders.filter(Files::isDirectory).forEach(f -> names.add(f.getFileName().toString()));
    } catch (IOException e) {
      // no conf folder: base and local, both empty
    }
    return names;
  }

  private void file(String environment) {
    Path file = conf(environment).resolve(FILE);
    if (!Files.isRegularFile(file)) {
      packed(environment).ifPresent(found -> putAll(found, "the jar's conf/" + environment));
      return;
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      problems.add("file " + project.relativize(file) + " can't be read: " + e.getMessage());
    }
    putAll(properties, project.relativize(file).toString());
  }

  private void putAll(Properties properties, String origin) {
    for (String key : properties.stringPropertyNames()) {
      put(key, properties.getProperty(key).strip(), origin);
    }
  }

  /** What {@code plumb jar} packed; only where the project has no conf. */
  private Optional<Properties> packed(String environment) {
    try {
      return Files.isDirectory(project.resolve("conf"))
          ? Optional.empty()
          : JarConf.read(environment + "/" + FILE);
    } catch (IOException | IllegalArgumentException e) {
      problems.add("conf/" + environment + " of the jar can't be read: " + e.getMessage());
      return Optional.empty();
    }
  }

  private void variables() {
    Map<String, String> keys = new TreeMap<>();
    for (Key key : Key.values()) {
      keys.put(key.variable(), key.text());
    }
    for (String key : settings.keySet()) {
      keys.put(Conf.variable(key), key);
    }
    for (var variable : variables.entrySet()) {
      String name = variable.getKey();
      if (!name.startsWith("PLUMB_") || LAUNCHER.contains(name)) {
        continue;
      }
      String key = keys.get(name);
      if (key != null) {
        put(key, variable.getValue(), name);
      } else {
        problems.add("variable " + name + " sets no key of conf" + meant(name, keys.keySet()));
      }
    }
  }

  private void put(String key, String value, String origin) {
    settings.put(key, new Setting(key, value, origin));
  }

  private void check() {
    for (Setting setting : settings.values()) {
      Key.of(setting.key())
          .ifPresentOrElse(
              key ->
                  key.fault(setting.value())
                      .ifPresent(
                          f ->
                              problems.add(
                                  setting.key()
                                      + " must be "
                                      + f
                                      + ", not '"
                                      + setting.value()
                                      + "' ("
                                      + setting.origin()
                                      + ")")),
              () -> free(setting));
    }
  }

  /** A key that is not fixed: an engine's, a secret's, or a pipeline's parameter. */
  private void free(Setting setting) {
    String key = setting.key();
    if (key.startsWith("spark.") || key.startsWith(SCHEDULE) || key.startsWith(Conf.SECRETS)) {
      return;
    }
    int dot = key.indexOf('.');
    Collection<String> names = pipelines.get();
    if (dot > 0 && names.contains(key.substring(0, dot))) {
      return;
    }
    List<String> known = new ArrayList<>(Key.names());
    names.forEach(n -> known.add(n + (dot > 0 ? key.substring(dot) : "")));
    problems.add(
        "key "
            + key
            + " is unknown ("
            + setting.origin()
            + ")"
            + meant(key, known)
            + "; besides the fixed keys there are <pipeline>.<step>.<parameter>, schedule.*, spark.*"
            + " and secrets.*");
  }

  private static String meant(String name, Collection<String> names) {
    return Nearest.to(name, names).map(n -> "; did you mean " + n + "?").orElse("");
  }
}
