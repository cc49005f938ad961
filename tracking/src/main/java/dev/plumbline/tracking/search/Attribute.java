package dev.plumbline.tracking.search;

import java.util.Set;

/** A field that filters may name, under its own name or an older one. */
record Attribute(String name, Kind kind, Set<Operator> operators) {
  enum Kind {
    TEXT,
    NUMBER,
    WHOLE
  }

  static Attribute text(String name) {
    return new Attribute(name, Kind.TEXT, Operator.TEXT);
  }

  static Attribute listed(String name) {
    return new Attribute(name, Kind.TEXT, Operator.TEXT_OR_LIST);
  }

  static Attribute identity(String name) {
    return new Attribute(name, Kind.TEXT, Operator.IDENTITY);
  }

  static Attribute number(String name) {
    return new Attribute(name, Kind.NUMBER, Operator.NUMERIC);
  }

  static Attribute whole(String name) {
    return new Attribute(name, Kind.WHOLE, Operator.NUMERIC);
  }

  boolean supportsLists() {
    return operators.contains(Operator.IN);
  }
}
