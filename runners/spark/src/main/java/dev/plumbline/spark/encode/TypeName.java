package dev.plumbline.spark.encode;

import dev.plumbline.pipeline.schema.Types;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

/** A type as text and back: {@code a.Labelled<a.Features,java.lang.Boolean>}. */
public final class TypeName {
  private final String text;
  private final ClassLoader loader;
  private int at;

  private TypeName(String text, ClassLoader loader) {
    this.text = text;
    this.loader = loader;
  }

  /** The text of a class, or of a generic class with known arguments. */
  public static String of(Type type) {
    if (type instanceof Class<?> c) {
      return c.getName();
    }
    if (type instanceof ParameterizedType p) {
      List<String> arguments = new ArrayList<>();
      for (Type argument : p.getActualTypeArguments()) {
        arguments.add(of(argument));
      }
      return of(p.getRawType()) + "<" + String.join(",", arguments) + ">";
    }
    throw new IllegalArgumentException("Cannot name type: " + type + " is not wholly known");
  }

  /**
   * The type of a text, its classes from the context class loader.
   *
   * @throws IllegalArgumentException naming a class that isn't on the class path
   */
  public static Type parse(String text) {
    TypeName parser = new TypeName(text, Thread.currentThread().getContextClassLoader());
    Type type = parser.type();
    if (parser.at != text.length()) {
      throw new IllegalArgumentException("Cannot read type: " + text + " at " + parser.at);
    }
    return type;
  }

  /** The class of a name, from the context class loader. */
  public static Class<?> load(String name) {
    return load(name, Thread.currentThread().getContextClassLoader());
  }

  private Type type() {
    int start = at;
    while (at < text.length() && "<,>".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    Class<?> raw = load(text.substring(start, at), loader);
    if (at == text.length() || text.charAt(at) != '<') {
      return raw;
    }
    List<Type> arguments = new ArrayList<>();
    do {
      at++;
      arguments.add(type());
    } while (at < text.length() && text.charAt(at) == ',');
    if (at == text.length() || text.charAt(at) != '>') {
      throw new IllegalArgumentException("Cannot read type: " + text + " ends too early");
    }
    at++;
    return Types.parameterized(raw, arguments.toArray(Type[]::new));
  }

  private static Class<?> load(String name, ClassLoader loader) {
    try {
      return Class.forName(name, true, loader);
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(
          "Cannot load class: " + name + " is not on the class path of this process", e);
    }
  }
}
