package dev.plumbline.models.encoding;

import java.lang.invoke.CallSite;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * Accessors of a record's components as lambdas, so that reading a primitive boxes nothing and the
 * JIT may inline it.
 */
@SuppressWarnings("unchecked") // the kinds are generic, their classes are not
final class Accessors {
  private Accessors() {}

  static ToIntFunction<Object> ints(Class<?> record, String component) {
    return link(record, component, ToIntFunction.class, "applyAsInt", int.class);
  }

  static ToLongFunction<Object> longs(Class<?> record, String component) {
    return link(record, component, ToLongFunction.class, "applyAsLong", long.class);
  }

  static ToDoubleFunction<Object> doubles(Class<?> record, String component) {
    return link(record, component, ToDoubleFunction.class, "applyAsDouble", double.class);
  }

  static Predicate<Object> booleans(Class<?> record, String component) {
    return link(record, component, Predicate.class, "test", boolean.class);
  }

  static Function<Object, Object> objects(Class<?> record, String component) {
    return link(record, component, Function.class, "apply", Object.class);
  }

  private static <T> T link(
      Class<?> record, String component, Class<T> kind, String method, Class<?> result) {
    try {
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(record, MethodHandles.lookup());
      MethodHandle accessor = lookup.unreflect(record.getDeclaredMethod(component));
      MethodType actual =
          result == Object.class ? accessor.type().wrap() : MethodType.methodType(result, record);
      CallSite site =
          LambdaMetafactory.metafactory(
              lookup,
              method,
              MethodType.methodType(kind),
              MethodType.methodType(result, Object.class),
              accessor,
              actual);
      return kind.cast(site.getTarget().invoke());
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalArgumentException(
          "Cannot read " + component + " of " + record.getName() + ": " + e.getMessage(), e);
    }
  }
}
