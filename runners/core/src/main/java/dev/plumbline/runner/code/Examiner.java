package dev.plumbline.runner.code;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes fingerprints from class files; keeps what it has parsed for the next step. */
final class Examiner {
  /**
   * A fingerprint and what it depends on.
   *
   * @param places the jars and folders that were read
   */
  record Examined(CodeFingerprint fingerprint, Set<Path> places) {}

  private record Base(List<ClassLoader> loaders, Set<Path> homes, Collection<String> platform) {}

  private final Stamps stamps;
  private final FingerprintCache cache;
  private final Map<List<ClassLoader>, ClassFinder> finders = new HashMap<>();
  private final Map<Base, CodeBase> bases = new HashMap<>();

  Examiner(Stamps stamps, FingerprintCache cache) {
    this.stamps = stamps;
    this.cache = cache;
  }

  Examined examine(StepClasses classes, Collection<String> platform) {
    try (ClassFinder finder =
        finders.computeIfAbsent(classes.loaders(), loaders -> new ClassFinder(loaders, stamps))) {
      List<String> roots = classes.names().stream().map(Examiner::internal).toList();
      CodeBase code = base(classes, roots, platform, finder);
      Reach reach = Reach.from(roots, code);
      Titles titles = Titles.around(roots);
      return new Examined(
          CodeFingerprint.of(ingredients(code, reach, titles)), places(code, reach));
    }
  }

  private static String internal(String name) {
    return name.replace('.', '/');
  }

  private CodeBase base(
      StepClasses classes, List<String> roots, Collection<String> platform, ClassFinder finder) {
    Set<Path> homes = new TreeSet<>();
    for (String root : roots) {
      finder.find(root).flatMap(ClassFinder.Found::place).ifPresent(homes::add);
    }
    List<String> beneath = new ArrayList<>(platform);
    beneath.removeIf(internal(classes.step())::startsWith); // a step of the API's own
    return bases.computeIfAbsent(
        new Base(classes.loaders(), homes, beneath), key -> new CodeBase(finder, homes, beneath));
  }

  private Map<String, String> ingredients(CodeBase code, Reach reach, Titles titles) {
    CodeText text = new CodeText(code, reach);
    Map<String, List<String>> texts = new TreeMap<>();
    for (ClassModel model : reach.classes()) {
      if (!model.enclosed()) {
        add(titles.of(model), text.declaration(model), texts);
      }
    }
    for (MethodModel method : reach.methods()) {
      boolean part = code.own(method.owner()).filter(ClassModel::enclosed).isPresent();
      if (!part && !method.inlined()) {
        add(titles.of(method), text.method(method), texts);
      }
    }
    for (Path library : reach.libraries()) {
      add(CodeFingerprint.LIBRARY + LibraryDigest.title(library), digest(library), texts);
    }
    Map<String, String> ingredients = new TreeMap<>();
    texts.forEach((name, of) -> ingredients.put(name, Digests.halfOf(sorted(of))));
    ingredients.put(CodeFingerprints.JAVA, CodeFingerprints.javaVersion());
    ingredients.put(CodeFingerprints.RULES, CodeFingerprints.RULES_VERSION);
    return ingredients;
  }

  private static String sorted(List<String> texts) {
    List<String> copy = new ArrayList<>(texts);
    Collections.sort(copy);
    return String.join("\n", copy);
  }

  private static void add(String title, String text, Map<String, List<String>> texts) {
    texts.computeIfAbsent(title, key -> new ArrayList<>()).add(text);
  }

  /** Each library is read once for each state of its file. */
  private String digest(Path library) {
    String title = "library-" + LibraryDigest.title(library);
    String key = CodeFingerprints.RULES_VERSION + "\n" + library;
    return cache
        .find(title, key)
        .map(CodeFingerprint::digest)
        .orElseGet(
            () -> {
              String digest = LibraryDigest.of(library);
              cache.save(
                  title, key, new CodeFingerprint(digest, new TreeMap<>()), List.of(library));
              return digest;
            });
  }

  private static Set<Path> places(CodeBase code, Reach reach) {
    Set<Path> places = new TreeSet<>(reach.libraries());
    for (ClassModel model : reach.classes()) {
      code.home(model.name()).ifPresent(places::add);
    }
    return places;
  }
}
