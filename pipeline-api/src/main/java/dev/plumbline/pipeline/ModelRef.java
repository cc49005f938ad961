package dev.plumbline.pipeline;

import java.util.Locale;

/** Which version of a registered model: by number, by alias, or by MLflow's stage. */
public sealed interface ModelRef {
  record Number(int version) implements ModelRef {
    @Override
    public String toString() {
      return Integer.toString(version);
    }
  }

  record Alias(String name) implements ModelRef {
    @Override
    public String toString() {
      return "@" + name;
    }
  }

  record Stage(String name) implements ModelRef {
    @Override
    public String toString() {
      return name;
    }
  }

  static ModelRef number(int version) {
    return new Number(version);
  }

  static ModelRef alias(String name) {
    return new Alias(name);
  }

  static ModelRef stage(String name) {
    return new Stage(name);
  }

  /** {@code 3}, {@code @champion} or {@code champion}, {@code Production}: as people write them. */
  static ModelRef parse(String text) {
    if (text.matches("[0-9]{1,9}")) {
      return new Number(Integer.parseInt(text));
    }
    if (text.startsWith("@")) {
      return new Alias(text.substring(1));
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "staging", "production", "archived" -> new Stage(text);
      default -> new Alias(text);
    };
  }
}
