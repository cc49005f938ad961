package dev.plumbline.dags.document;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an argument is set to. A text is taken as it stands: no scheduler reads a template in it.
 */
public sealed interface Value {
  /** Any text that a process can be given: neither NUL nor half a character is one. */
  record Text(String text) implements Value {
    public Text {
      Texts.check(text);
    }
  }

  record Whole(long number) implements Value {}

  record Real(double number) implements Value {}

  record Flag(boolean on) implements Value {}

  record Nothing() implements Value {}

  record Items(List<Value> items) implements Value {
    public Items {
      items = List.copyOf(items);
    }
  }

  record Fields(SortedMap<String, Value> fields) implements Value {
    public Fields {
      fields.keySet().forEach(Texts::check);
      fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    }
  }

  /** A variable of the scheduler's own, looked up when the task runs. */
  record Variable(String name) implements Value {}

  /**
   * A part of one of the scheduler's connections, looked up when the task runs.
   *
   * @param part its host, login, password, schema or port number
   */
  record Connection(String name, String part) implements Value {}

  /** Texts as a list. */
  static Items texts(List<String> texts) {
    List<Value> items = new ArrayList<>();
    texts.forEach(text -> items.add(new Text(text)));
    return new Items(items);
  }
}
