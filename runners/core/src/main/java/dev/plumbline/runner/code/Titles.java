package dev.plumbline.runner.code;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names ingredients: each method of the step's own project, and no more than the package of what
 * was packed into its jar from elsewhere. A project is told by the first two parts of its package.
 */
final class Titles {
  private final Set<String> projects;

  private Titles(Set<String> projects) {
    this.projects = projects;
  }

  /** {@code roots} are internal names. */
  static Titles around(Collection<String> roots) {
    return new Titles(roots.stream().map(Titles::project).collect(Collectors.toSet()));
  }

  private static String project(String name) {
    int end = name.indexOf('/', name.indexOf('/') + 1);
    return name.substring(0, Math.max(end, name.indexOf('/') + 1));
  }

  String of(ClassModel model) {
    return of(model.name(), model.kind() + " " + model.name().replace('/', '.'));
  }

  String of(MethodModel method) {
    String owner = method.owner().replace('/', '.');
    return of(
        method.owner(),
        switch (method.name()) {
          case "<init>" -> "constructor " + owner;
          case "<clinit>" -> "static initialiser " + owner;
          default -> "method " + owner + "#" + method.name();
        });
  }

  private String of(String owner, String title) {
    return projects.contains(project(owner))
        ? title
        : "package " + owner.substring(0, Math.max(0, owner.lastIndexOf('/'))).replace('/', '.');
  }
}
