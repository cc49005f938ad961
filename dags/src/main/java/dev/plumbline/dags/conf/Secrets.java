package dev.plumbline.dags.conf;

import dev.plumbline.dags.document.DagDocument;
import dev.plumbline.dags.document.Param;
import dev.plumbline.dags.document.Task;
import dev.plumbline.dags.document.Value;
import dev.plumbline.dags.document.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.Pattern;

/** Keeps secrets out of documents: by the name that a text has, by its form, and those of conf. */
final class Secrets {
  private static final Pattern NAME =
      Pattern.compile(
          "(?i)(passw(or)?d|passphrase|secret|token|credential|(api|access|private|account)[-_.]?key)"
              + "(?!.*(provider|file|path|class|type|enabled|url|endpoint|alias)s?$)");
  private static final Pattern FORM =
      Pattern.compile(
          "://[^/\\s:@]+:[^/\\s@]+@|AKIA[0-9A-Z]{16}|-----BEGIN [A-Z ]*PRIVATE KEY"
              + "|eyJ[A-Za-z0-9_-]{8,}\\.eyJ|gh[pousr]_[A-Za-z0-9]{20,}|xox[abp]-[A-Za-z0-9-]{10,}");
  private static final int SHORTEST = 4;

  private final SortedMap<String, String> known;
  private final List<String> problems = new ArrayList<>();

  private Secrets(SortedMap<String, String> known) {
    this.known = known;
  }

  /** What in a document must not be in it. */
  static List<String> in(DagDocument document, SortedMap<String, String> known) {
    Secrets secrets = new Secrets(known);
    secrets.text("docs", document.docs());
    secrets.text("owner", document.owner());
    document.tags().forEach(tag -> secrets.text("a tag", tag));
    for (Param param : document.params()) {
      secrets.value("param " + param.name(), param.name(), param.initial());
    }
    for (Task task : document.tasks()) {
      String where = "task " + task.id() + ": ";
      task.operator()
          .arguments()
          .forEach((name, value) -> secrets.value(where + "argument " + name, name, value));
      for (Word word : task.words()) {
        secrets.text(
            where + "a word",
            word instanceof Word.Text text ? text.text() : ((Word.Of) word).before());
      }
    }
    return secrets.problems;
  }

  private void value(String where, String name, Value value) {
    if (value instanceof Value.Text text) {
      if (NAME.matcher(name).find() && !text.text().isEmpty()) {
        tell(where, "is named like a secret");
      } else {
        text(where, text.text());
      }
    } else if (value instanceof Value.Fields fields) {
      fields.fields().forEach((key, each) -> value(where + "." + key, key, each));
    } else if (value instanceof Value.Items items) {
      items.items().forEach(each -> value(where, name, each));
    }
  }

  private void text(String where, String text) {
    if (FORM.matcher(text).find()) {
      tell(where, "looks like a secret");
    }
    known.forEach(
        (key, secret) -> {
          if (secret.length() >= SHORTEST && text.contains(secret)) {
            tell(where, "holds the secret " + key);
          }
        });
  }

  private void tell(String where, String why) {
    problems.add(
        where
            + " "
            + why
            + " and would be read by all who see the document, write variable:NAME or"
            + " connection:NAME.password");
  }
}
