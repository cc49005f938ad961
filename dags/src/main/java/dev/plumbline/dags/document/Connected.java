package dev.plumbline.dags.document;

import dev.plumbline.pipeline.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a schema can't say: names that are used are there, and each task stands behind its needs.
 */
final class Connected {
  private Connected() {}

  static List<String> faults(DagDocument document) {
    List<String> faults = new ArrayList<>();
    Set<String> groups = new TreeSet<>();
    for (int i = 0; i < document.groups().size(); i++) {
      once("/groups/" + i + "/id", document.groups().get(i).id(), groups, faults);
    }
    Set<String> params = new TreeSet<>();
    for (int i = 0; i < document.params().size(); i++) {
      once("/params/" + i + "/name", document.params().get(i).name(), params, faults);
    }
    Set<String> tasks = new LinkedHashSet<>();
    for (int i = 0; i < document.tasks().size(); i++) {
      Task task = document.tasks().get(i);
      String at = "/tasks/" + i;
      for (int j = 0; j < task.after().size(); j++) {
        known(at + "/after/" + j, "task before it", task.after().get(j), tasks, faults);
      }
      for (int j = 0; j < task.words().size(); j++) {
        if (task.words().get(j) instanceof Word.Of of && of.of() == Word.What.PARAM) {
          known(at + "/words/" + j + "/name", "param", of.name(), params, faults);
        }
      }
      task.group().ifPresent(group -> known(at + "/group", "group", group, groups, faults));
      once(at + "/id", task.id(), tasks, faults);
    }
    return faults;
  }

  private static void once(String path, String name, Set<String> names, List<String> faults) {
    if (!names.add(name)) {
      faults.add(path + ": is '" + name + "' a second time");
    }
  }

  private static void known(
      String path, String what, String name, Set<String> names, List<String> faults) {
    if (!names.contains(name)) {
      faults.add(path + ": " + Nearest.unknown(what, name, names));
    }
  }
}
