package dev.plumbline.runner.code;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells what code a step is: the methods that can be reached from it inside its own jar or folder,
 * and the jars reached beyond. Comments, formatting, local names, debug information, unreached
 * methods and sibling steps don't count; constants, called methods, static initialisers, overrides
 * in classes that are made, and the declarations of row classes do.
 *
 * <p>Not seen: reflection, resources and service files of the own jar, and libraries that only
 * libraries reach. The JDK counts by its feature version; the declaring API and the platform
 * packages not at all. Ready-made steps and models are followed method by method from wherever they
 * are used, so a new release of Plumbline runs again only what it changed.
 *
 * <p>Answers are kept on disk under the class path and the state (path, size, time) of each jar and
 * folder that they were made from; such an answer is given without opening a jar or parsing a
 * class. An instance looks at each file's state once, as the JVM loads each class once: open a new
 * one for each plan. Safe for use by several threads.
 */
public final class CodeFingerprints {
  static final String JAVA = "java";
  static final String RULES = "rules";

  /** Raised whenever the same code gives another fingerprint. */
  static final String RULES_VERSION = "1";

  private static final String API = "dev.plumbline.pipeline";

  private final Stamps stamps = new Stamps();
  private final FingerprintCache cache;
  private final List<String> platform;
  private final Map<Set<Class<?>>, Map<Class<?>, CodeFingerprint>> answers = new HashMap<>();
  private Optional<Examiner> examiner = Optional.empty();

  private CodeFingerprints(Path folder, Collection<String> platformPackages) {
    this.cache = new FingerprintCache(folder, stamps);
    List<String> prefixes = new ArrayList<>(List.of(API.replace('.', '/') + "/"));
    for (String name : new TreeSet<>(platformPackages)) {
      prefixes.add(name.replace('.', '/') + "/");
    }
    this.platform = List.copyOf(prefixes);
  }

  /** With no platform but the JDK and the declaring API. */
  public static CodeFingerprints open(Path cacheDirectory) {
    return open(cacheDirectory, List.of());
  }

  /**
   * Opens nothing yet: the directory is made when there is something to keep. It may be shared by
   * processes, and deleted at any time.
   *
   * @param platformPackages packages (with those beneath) that someone else answers for, such as an
   *     engine's: their jars are no ingredient
   */
  public static CodeFingerprints open(Path cacheDirectory, Collection<String> platformPackages) {
    return new CodeFingerprints(cacheDirectory, platformPackages);
  }

  static String javaVersion() {
    return String.valueOf(Runtime.version().feature());
  }

  /** The code that {@code step} reaches. */
  public CodeFingerprint of(Class<?> step) {
    return of(step, List.of());
  }

  /**
   * The code that {@code step} reaches when it is given {@code alsoReached}: the classes among its
   * components and the row classes of its edges. Their jars and folders count as the step's own.
   *
   * @throws IllegalArgumentException if the step's class comes from no jar or folder
   */
  public synchronized CodeFingerprint of(Class<?> step, Collection<Class<?>> alsoReached) {
    Map<Class<?>, CodeFingerprint> beside =
        answers.computeIfAbsent(Set.copyOf(alsoReached), key -> new HashMap<>());
    CodeFingerprint known = beside.get(step);
    if (known == null) {
      known = ask(StepClasses.of(step, alsoReached));
      beside.put(step, known);
    }
    return known;
  }

  private CodeFingerprint ask(StepClasses classes) {
    Optional<List<Path>> classPath = classes.classPath();
    if (classPath.isEmpty()) {
      return examine(classes).fingerprint();
    }
    String key =
        String.join(
            "\n",
            RULES_VERSION,
            javaVersion(),
            classes.step(),
            classes.names().toString(),
            platform.toString(),
            classPath.get().toString());
    Optional<CodeFingerprint> kept = cache.find(classes.step(), key);
    if (kept.isPresent()) {
      return kept.get();
    }
    Examiner.Examined examined = examine(classes);
    Set<Path> madeFrom = new TreeSet<>(examined.places());
    if (!classPath.get().containsAll(madeFrom)) {
      madeFrom.addAll(classPath.get()); // a jar's manifest extends the class path
    }
    cache.save(classes.step(), key, examined.fingerprint(), madeFrom);
    return examined.fingerprint();
  }

  private Examiner.Examined examine(StepClasses classes) {
    Examiner used = examiner.orElseGet(() -> new Examiner(stamps, cache));
    examiner = Optional.of(used);
    return used.examine(classes, platform);
  }
}
