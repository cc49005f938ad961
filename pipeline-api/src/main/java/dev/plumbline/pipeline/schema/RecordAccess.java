package dev.plumbline.pipeline.schema;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.RecordComponent;

/** Reads and makes records of one class. */
@SuppressWarnings("ArrayRecordComponent") // never compared, and indexed for each cell
record RecordAccess(MethodHandle[] accessors, MethodHandle constructor) {
  /** Binds a class's accessors and canonical constructor, for any types of its components. */
  static RecordAccess of(Class<?> type) {
    try {
      RecordComponent[] components = type.getRecordComponents();
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
      MethodHandle[] accessors = new MethodHandle[components.length];
      Class<?>[] types = new Class<?>[components.length];
      for (int i = 0; i < components.length; i++) {
        types[i] = components[i].getType();
        MethodHandle accessor = lookup.unreflect(components[i].getAccessor());
        accessors[i] = accessor.asType(accessor.type().generic());
      }
      MethodHandle constructor = lookup.unreflectConstructor(type.getDeclaredConstructor(types));
      MethodHandle spread =
          constructor
              .asType(constructor.type().generic())
              .asSpreader(Object[].class, components.length);
      return new RecordAccess(accessors, spread);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot use the components of " + type.getName(), e);
    }
  }
}
