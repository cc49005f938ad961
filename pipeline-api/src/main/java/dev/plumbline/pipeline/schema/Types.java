package dev.plumbline.pipeline.schema;

import java.lang.invoke.MethodType;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Generic types as values: substitution, matching, and finding what a class passes to a generic
 * interface that it implements.
 */
public final class Types {
  private Types() {}

  /** The class of a type; empty for a type variable or a wildcard. */
  public static Optional<Class<?>> raw(Type type) {
    if (type instanceof Class<?> c) {
      return Optional.of(c);
    }
    if (type instanceof ParameterizedType p) {
      return Optional.of((Class<?>) p.getRawType());
    }
    if (type instanceof GenericArrayType a) {
      return raw(a.getGenericComponentType()).map(Class::arrayType);
    }
    return Optional.empty();
  }

  /** The type with its known variables replaced; unknown ones stay. */
  public static Type substitute(Type type, Map<TypeVariable<?>, Type> known) {
    if (type instanceof TypeVariable<?> variable) {
      Type found = known.get(variable);
      return found == null || found.equals(variable) ? type : substitute(found, known);
    }
    if (type instanceof ParameterizedType p) {
      List<Type> arguments =
          Arrays.stream(p.getActualTypeArguments()).map(t -> substitute(t, known)).toList();
      return new Parameterized((Class<?>) p.getRawType(), arguments);
    }
    if (type instanceof WildcardType w && w.getUpperBounds().length == 1) {
      return w.getLowerBounds().length == 1
          ? substitute(w.getLowerBounds()[0], known)
          : substitute(w.getUpperBounds()[0], known);
    }
    return type;
  }

  /** A generic type with arguments. */
  public static Type parameterized(Class<?> raw, Type... arguments) {
    return new Parameterized(raw, List.of(arguments));
  }

  /** What {@code type} passes to the type parameters of {@code target}, a supertype of it. */
  public static Optional<List<Type>> argumentsOf(Type type, Class<?> target) {
    Class<?> raw = raw(type).orElse(null);
    if (raw == null || !target.isAssignableFrom(raw)) {
      return Optional.empty();
    }
    Map<TypeVariable<?>, Type> known = new HashMap<>();
    if (type instanceof ParameterizedType p) {
      for (int i = 0; i < raw.getTypeParameters().length; i++) {
        known.put(raw.getTypeParameters()[i], p.getActualTypeArguments()[i]);
      }
    }
    if (raw == target) {
      return Optional.of(
          Arrays.stream(raw.getTypeParameters()).map(v -> substitute(v, known)).toList());
    }
    for (Type each : supertypes(raw)) {
      Optional<List<Type>> found = argumentsOf(substitute(each, known), target);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** Learns variables of {@code pattern} by laying it beside {@code actual}. */
  public static void match(Type pattern, Type actual, Map<TypeVariable<?>, Type> known) {
    if (pattern instanceof TypeVariable<?> variable) {
      if (!isOpen(actual)) {
        known.putIfAbsent(variable, actual);
      }
    } else if (pattern instanceof ParameterizedType p) {
      Class<?> raw = (Class<?>) p.getRawType();
      argumentsOf(actual, raw)
          .ifPresent(
              arguments -> {
                for (int i = 0; i < arguments.size(); i++) {
                  match(p.getActualTypeArguments()[i], arguments.get(i), known);
                }
              });
    } else if (pattern instanceof WildcardType w) {
      match(w.getUpperBounds()[0], actual, known);
    }
  }

  /** Whether a type still holds an unknown variable. */
  public static boolean isOpen(Type type) {
    if (type instanceof ParameterizedType p) {
      return Arrays.stream(p.getActualTypeArguments()).anyMatch(Types::isOpen);
    }
    return !(type instanceof Class<?>);
  }

  /** The class of a primitive's box; other types as they are. */
  public static Type boxed(Type type) {
    return type instanceof Class<?> c ? MethodType.methodType(c).wrap().returnType() : type;
  }

  /** What an Optional holds; other types as they are. */
  public static Type unwrapped(Type type) {
    return argumentsOf(type, Optional.class).map(a -> a.get(0)).orElse(type);
  }

  /** Short form for messages: simple class names. */
  public static String show(Type type) {
    if (type instanceof Class<?> c) {
      return c.getSimpleName();
    }
    if (type instanceof ParameterizedType p) {
      return Arrays.stream(p.getActualTypeArguments())
          .map(Types::show)
          .collect(
              Collectors.joining(", ", ((Class<?>) p.getRawType()).getSimpleName() + "<", ">"));
    }
    return type.getTypeName();
  }

  private static List<Type> supertypes(Class<?> raw) {
    List<Type> all = new java.util.ArrayList<>(Arrays.asList(raw.getGenericInterfaces()));
    if (raw.getGenericSuperclass() != null) {
      all.add(raw.getGenericSuperclass());
    }
    return all;
  }

  private record Parameterized(Class<?> raw, List<Type> arguments) implements ParameterizedType {
    @Override
    public Type[] getActualTypeArguments() {
      return arguments.toArray(Type[]::new);
    }

    @Override
    public Type getRawType() {
      return raw;
    }

    @Override
    public Type getOwnerType() {
      return raw.getDeclaringClass();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof ParameterizedType that
          && raw.equals(that.getRawType())
          && Arrays.equals(getActualTypeArguments(), that.getActualTypeArguments());
    }

    @Override
    public int hashCode() {
      return raw.hashCode() * 31 + arguments.hashCode();
    }

    @Override
    public String toString() {
      return show(this);
    }

    @Override
    public String getTypeName() {
      return arguments.stream()
          .map(Type::getTypeName)
          .collect(Collectors.joining(", ", raw.getName() + "<", ">"));
    }
  }
}
