package dev.plumbline.pipeline;

import java.lang.reflect.Type;

/** One result that will exist when the pipeline runs: a model, metrics, a fold, a lookup. */
public final class Value<V> {
  private final Declaration owner;
  private final Port port;
  private final Type type;

  Value(Declaration owner, Port port, Type type) {
    this.owner = owner;
    this.port = port;
    this.type = type;
  }

  Declaration owner() {
    return owner;
  }

  Port port() {
    return port;
  }

  Type type() {
    return type;
  }

  @Override
  public String toString() {
    return "value " + port;
  }
}
