package dev.plumbline.pipeline;

import java.lang.reflect.Type;

/** Rows that will exist when the pipeline runs. Opaque: nothing can be read while declaring. */
public final class Dataset<T> {
  private final Declaration owner;
  private final Port port;
  private final Type type;

  Dataset(Declaration owner, Port port, Type type) {
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
    return "dataset " + port;
  }
}
