package dev.plumbline.runner.code;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * The classes around a step, in four kinds: its own, followed method by method; libraries, known by
 * their jar; the platform (JDK, declaring API, engines), which has a version of its own; and absent
 * ones. Answers what the JVM would: which class declares a method, which one overrides it.
 */
final class CodeBase {
  private static final Collection<String> READY_MADE =
      List.of("dev/plumbline/steps/", "dev/plumbline/models/");

  private final ClassFinder finder;
  private final Set<Path> homes;
  private final Collection<String> platform;
  private final Map<String, Optional<ClassModel>> own = new HashMap<>();
  private final Map<String, Optional<ClassModel>> heads = new HashMap<>();
  private final Map<String, Set<String>> supertypes = new HashMap<>();

  /**
   * @param homes the jars and folders whose classes are the step's own
   * @param platform prefixes of internal names
   */
  CodeBase(ClassFinder finder, Set<Path> homes, Collection<String> platform) {
    this.finder = finder;
    this.homes = Set.copyOf(homes);
    this.platform = List.copyOf(platform);
  }

  private boolean platform(String name) {
    return name.startsWith("java/") || startsWith(name, platform);
  }

  private static boolean startsWith(String name, Collection<String> prefixes) {
    for (String prefix : prefixes) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  private boolean isOwn(String name, ClassFinder.Found found) {
    return found.place().filter(homes::contains).isPresent()
        || (found.place().isPresent() && startsWith(name, READY_MADE));
  }

  /** The class if it is the step's own. */
  Optional<ClassModel> own(String name) {
    Optional<ClassModel> known = own.get(name);
    if (known == null) {
      known =
          platform(name)
              ? Optional.empty()
              : finder
                  .find(name)
                  .filter(found -> isOwn(name, found))
                  .map(found -> ClassFileReader.read(finder.bytes(found)));
      own.put(name, known);
    }
    return known;
  }

  /** The jar or folder of a class that is neither own nor platform. */
  Optional<Path> library(String name) {
    return platform(name)
        ? Optional.empty()
        : finder.find(name).filter(found -> !isOwn(name, found)).flatMap(ClassFinder.Found::place);
  }

  /** The jar or folder of an own class. */
  Optional<Path> home(String name) {
    return finder.find(name).flatMap(ClassFinder.Found::place);
  }

  private Optional<ClassModel> head(String name) {
    Optional<ClassModel> known = heads.get(name);
    if (known == null) {
      known = own(name);
      if (known.isEmpty()) {
        known = finder.find(name).map(found -> ClassFileReader.head(finder.bytes(found)));
      }
      heads.put(name, known);
    }
    return known;
  }

  /** Itself and all it extends and implements, superclasses first. */
  Set<String> supertypes(String name) {
    Set<String> known = supertypes.get(name);
    if (known == null) {
      Set<String> all = new LinkedHashSet<>();
      all.add(name);
      head(name)
          .ifPresent(
              model -> {
                model.superName().ifPresent(parent -> all.addAll(supertypes(parent)));
                model.interfaces().forEach(parent -> all.addAll(supertypes(parent)));
              });
      supertypes.put(name, all);
      known = all;
    }
    return known;
  }

  /** What code elsewhere may call on an object of this class: name and descriptor of each. */
  Set<String> calledFromOutside(String name) {
    Set<String> signatures = new LinkedHashSet<>();
    for (String type : supertypes(name)) {
      if (own(type).isEmpty()) {
        head(type)
            .ifPresent(
                model ->
                    model.methods().values().stream()
                        .filter(MethodModel::overrides)
                        .forEach(method -> signatures.add(method.signature())));
      }
    }
    return signatures;
  }

  /** The own method that a call of {@code owner}'s method names. */
  Optional<MethodModel> resolve(String owner, String signature) {
    return among(owner, model -> model.method(signature), signature);
  }

  /** The own method that runs when this is called on an object of class {@code name}. */
  Optional<MethodModel> select(String name, String signature) {
    return among(name, model -> model.method(signature).filter(MethodModel::overrides), signature);
  }

  /** Superclasses first, then the interfaces' own default methods, the most specific one. */
  private Optional<MethodModel> among(
      String name, Function<ClassModel, Optional<MethodModel>> declared, String signature) {
    Optional<ClassModel> at = own(name);
    while (at.isPresent()) {
      Optional<MethodModel> method = declared.apply(at.get());
      if (method.isPresent()) {
        return method;
      }
      at = at.get().superName().flatMap(this::own);
    }
    List<MethodModel> inherited = new ArrayList<>();
    for (String type : supertypes(name)) {
      own(type)
          .filter(ClassModel::isInterface)
          .flatMap(model -> model.method(signature))
          .filter(MethodModel::overrides)
          .ifPresent(inherited::add);
    }
    return inherited.stream().filter(method -> mostSpecific(method, inherited)).findFirst();
  }

  private boolean mostSpecific(MethodModel method, List<MethodModel> all) {
    return all.stream()
        .noneMatch(
            other ->
                !other.owner().equals(method.owner())
                    && supertypes(other.owner()).contains(method.owner()));
  }

  /** The own class that declares a static field. */
  Optional<ClassModel> declares(Token.Field field) {
    return supertypes(field.owner()).stream()
        .map(this::own)
        .flatMap(Optional::stream)
        .filter(model -> model.constants().containsKey(field.name()))
        .findFirst();
  }

  /** The constant behind each number of a switch over an enum; empty if it isn't javac's. */
  Optional<SortedMap<Integer, Token.Field>> enumSwitch(Token.Field numbers) {
    return own(numbers.owner()).map(model -> model.switches().get(numbers.name()));
  }
}
