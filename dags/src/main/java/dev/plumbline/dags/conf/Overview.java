package dev.plumbline.dags.conf;

import dev.plumbline.dags.document.Task;
import java.util.List;

/** A pipeline's documentation: what conf says of it, and its tasks. */
final class Overview {
  private Overview() {}

  /**
   * Markdown. It ends with a line's end: Airflow takes a text that ends in .md for a file's name.
   */
  static String of(String docs, List<Task> tasks) {
    StringBuilder text = new StringBuilder();
    if (!docs.isBlank()) {
      text.append(docs.strip()).append("\n\n");
    }
    text.append("| task | after | what |\n|---|---|---|\n");
    for (Task task : tasks) {
      text.append("| ")
          .append(task.id())
          .append(" | ")
          .append(String.join(", ", task.after()))
          .append(" | ")
          .append(task.docs().replace("|", "\\|"))
          .append(" |\n");
    }
    return text.toString();
  }
}
