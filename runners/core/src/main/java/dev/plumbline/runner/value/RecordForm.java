package dev.plumbline.runner.value;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * A record with type parameters taken apart and put together: its class alone says too little for a
 * schema.
 */
final class RecordForm {
  private static final ClassValue<RecordForm> FORMS =
      new ClassValue<>() {
        @Override
        protected RecordForm computeValue(Class<?> type) {
          return new RecordForm(type);
        }
      };

  private final MethodHandle[] accessors;
  private final MethodHandle constructor;

  private RecordForm(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    accessors = new MethodHandle[components.length];
    try {
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
      for (int i = 0; i < accessors.length; i++) {
        MethodHandle accessor = lookup.unreflect(components[i].getAccessor());
        accessors[i] = accessor.asType(accessor.type().generic());
      }
      MethodHandle canonical = lookup.unreflectConstructor(type.getDeclaredConstructor(types));
      constructor =
          canonical
              .asType(canonical.type().generic())
              .asSpreader(Object[].class, components.length);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("Cannot use " + type + " as a key, make it public", e);
    }
  }

  static RecordForm of(Class<?> type) {
    return FORMS.get(type);
  }

  Object[] values(Record row) {
    try {
      Object[] values = new Object[accessors.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = accessors[i].invoke(row);
      }
      return values;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("Cannot read key " + row, e);
    }
  }

  /** The record with each value replaced. */
  Object with(Record row, UnaryOperator<Object> change) {
    Object[] values = values(row);
    Arrays.setAll(values, i -> change.apply(values[i]));
    try {
      return constructor.invoke(values);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("Cannot make key from " + row, e);
    }
  }
}
