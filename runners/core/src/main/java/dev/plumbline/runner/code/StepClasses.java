package dev.plumbline.runner.code;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The classes that the framework is given for a step: its record and the classes among its
 * components; and the class path they came from.
 *
 * @param step the step's name
 * @param names of all, in order, the step's among them
 * @param loaders of all, the step's first
 */
record StepClasses(String step, List<String> names, List<ClassLoader> loaders) {

  static StepClasses of(Class<?> step, Collection<Class<?>> alsoReached) {
    if (fromJdk(step)) {
      throw new IllegalArgumentException(
          "Cannot fingerprint the code of "
              + step.getName()
              + ": it comes from no jar or folder, declare the step as a record in a file of its"
              + " own");
    }
    TreeSet<String> names = new TreeSet<>(List.of(step.getName()));
    List<ClassLoader> loaders = new ArrayList<>(List.of(step.getClassLoader()));
    for (Class<?> given : alsoReached) {
      Class<?> type = given;
      while (type.isArray()) {
        type = type.getComponentType();
      }
      if (!fromJdk(type)) {
        names.add(type.getName());
        if (!loaders.contains(type.getClassLoader())) {
          loaders.add(type.getClassLoader());
        }
      }
    }
    return new StepClasses(step.getName(), List.copyOf(names), List.copyOf(loaders));
  }

  private static boolean fromJdk(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader == null || loader == ClassLoader.getPlatformClassLoader() || type.isHidden();
  }

  /** Where the loaders look; empty when one does not tell. */
  Optional<List<Path>> classPath() {
    List<Path> all = new ArrayList<>();
    for (ClassLoader loader : loaders) {
      Optional<List<Path>> places = LoaderPath.of(loader);
      if (places.isEmpty()) {
        return Optional.empty();
      }
      all.addAll(places.get());
    }
    return Optional.of(all);
  }
}
