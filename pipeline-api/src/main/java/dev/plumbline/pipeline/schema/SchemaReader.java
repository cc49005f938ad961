package dev.plumbline.pipeline.schema;

import dev.plumbline.pipeline.schema.Field.Presence;
import dev.plumbline.pipeline.schema.FieldType.Scalar;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Reads a record type's fields; collects every fault of it before refusing. */
final class SchemaReader {
  private static final Map<Class<?>, Scalar> SCALARS = new HashMap<>();
  private static final Map<Type, Schema<?>> CACHE = new ConcurrentHashMap<>();

  static {
    scalar(Scalar.BOOLEAN, boolean.class, Boolean.class);
    scalar(Scalar.BYTE, byte.class, Byte.class);
    scalar(Scalar.SHORT, short.class, Short.class);
    scalar(Scalar.INT, int.class, Integer.class);
    scalar(Scalar.LONG, long.class, Long.class);
    scalar(Scalar.FLOAT, float.class, Float.class);
    scalar(Scalar.DOUBLE, double.class, Double.class);
    scalar(Scalar.CHAR, char.class, Character.class);
    scalar(Scalar.STRING, String.class);
    scalar(Scalar.DATE, LocalDate.class);
    scalar(Scalar.TIMESTAMP, Instant.class);
    scalar(Scalar.TIMESTAMP_NTZ, LocalDateTime.class);
    scalar(Scalar.BINARY, byte[].class);
  }

  private final List<String> reasons = new ArrayList<>();
  private final List<Class<?>> open = new ArrayList<>();

  private SchemaReader() {}

  private static void scalar(Scalar type, Class<?>... classes) {
    for (Class<?> each : classes) {
      SCALARS.put(each, type);
    }
  }

  static Schema<?> read(Type type) {
    Schema<?> known = CACHE.get(type);
    if (known != null) {
      return known;
    }
    SchemaReader reader = new SchemaReader();
    Optional<Schema<?>> schema = reader.struct(type, "");
    if (schema.isEmpty() || !reader.reasons.isEmpty()) {
      throw new SchemaException(type.getTypeName(), reader.reasons);
    }
    CACHE.put(type, schema.get());
    return schema.get();
  }

  private Optional<Schema<?>> struct(Type type, String path) {
    Class<?> raw = raw(type);
    if (raw == null || !raw.isRecord()) {
      reasons.add(at(path) + type.getTypeName() + " is not a record");
      return Optional.empty();
    }
    if (open.contains(raw)) {
      reasons.add(at(path) + raw.getSimpleName() + " contains itself");
      return Optional.empty();
    }
    for (Class<?> outer = raw; outer != null; outer = outer.getEnclosingClass()) {
      if (!Modifier.isPublic(outer.getModifiers())) {
        reasons.add(at(path) + outer.getName() + " is not public, engines must see it");
        return Optional.empty();
      }
    }
    open.add(raw);
    Optional<Schema<?>> schema = fields(raw, arguments(type, raw), path);
    open.remove(raw);
    return schema;
  }

  private <T> Optional<Schema<?>> fields(
      Class<T> raw, Map<TypeVariable<?>, Type> arguments, String path) {
    RecordComponent[] components = raw.getRecordComponents();
    List<Field> fields = new ArrayList<>();
    CellForm[] forms = new CellForm[components.length];
    int before = reasons.size();
    if (components.length == 0) {
      reasons.add(at(path) + raw.getSimpleName() + " has no components");
    }
    for (RecordComponent component : components) {
      String here = path.isEmpty() ? component.getName() : path + "." + component.getName();
      Type type = resolve(component.getGenericType(), arguments);
      boolean optional = raw(type) == Optional.class;
      Type inner = optional ? argument(type, 0) : type;
      Optional<FieldType> read =
          type(
              inner,
              optional ? argument(component.getAnnotatedType(), 0) : component.getAnnotatedType(),
              component,
              here);
      if (read.isPresent()) {
        Presence presence =
            optional
                ? Presence.OPTIONAL
                : raw(type).isPrimitive() ? Presence.REQUIRED : Presence.NULLABLE;
        CellForm form = CellForm.of(read.get());
        forms[fields.size()] = optional ? new CellForm.Maybe(form) : form;
        fields.add(new Field(component.getName(), read.get(), presence, type));
      }
    }
    return reasons.size() > before
        ? Optional.empty()
        : Optional.of(new Schema<>(raw, fields, forms));
  }

  private Optional<FieldType> type(
      Type type, AnnotatedType annotated, AnnotatedElement component, String path) {
    Class<?> raw = raw(type);
    if (raw == null) {
      return refuse(path, type, "its type is not known");
    }
    if (SCALARS.containsKey(raw)) {
      return Optional.of(SCALARS.get(raw));
    }
    if (raw.isEnum()) {
      @SuppressWarnings("unchecked")
      Class<? extends Enum<?>> names = (Class<? extends Enum<?>>) raw;
      return Optional.of(new FieldType.EnumOf(names));
    }
    if (raw == BigDecimal.class) {
      return decimal(annotated, component, path);
    }
    if (raw.isRecord()) {
      return struct(type, path).map(FieldType.Struct::new);
    }
    if (raw == List.class) {
      return type(argument(type, 0), argument(annotated, 0), component, path + "[]")
          .map(FieldType.ListOf::new);
    }
    if (raw == Map.class) {
      return map(type, annotated, component, path);
    }
    return refuse(
        path,
        type,
        "use a primitive or its box, String, enum, BigDecimal, LocalDate, Instant, LocalDateTime,"
            + " byte[], Optional, a record, List or Map");
  }

  private Optional<FieldType> map(
      Type type, AnnotatedType annotated, AnnotatedElement component, String path) {
    Optional<FieldType> key =
        type(argument(type, 0), argument(annotated, 0), component, path + ".key");
    Optional<FieldType> value =
        type(argument(type, 1), argument(annotated, 1), component, path + ".value");
    if (key.isEmpty() || value.isEmpty()) {
      return Optional.empty();
    }
    boolean simple =
        key.get() instanceof FieldType.EnumOf
            || (key.get() instanceof Scalar && key.get() != Scalar.BINARY);
    return simple
        ? Optional.of(new FieldType.MapOf(key.get(), value.get()))
        : refuse(path + ".key", argument(type, 0), "a map's key is a scalar or an enum");
  }

  private Optional<FieldType> decimal(
      AnnotatedType annotated, AnnotatedElement component, String path) {
    Decimal digits = annotated == null ? null : annotated.getAnnotation(Decimal.class);
    if (digits == null) {
      digits = component.getAnnotation(Decimal.class);
    }
    if (digits == null) {
      return refuse(path, BigDecimal.class, "declare @Decimal(precision = …, scale = …)");
    }
    boolean fits =
        digits.precision() >= 1
            && digits.precision() <= 38
            && digits.scale() >= 0
            && digits.scale() <= digits.precision();
    return fits
        ? Optional.of(new FieldType.DecimalOf(digits.precision(), digits.scale()))
        : refuse(
            path,
            BigDecimal.class,
            "precision is 1 to 38 and scale 0 to precision, not ("
                + digits.precision()
                + ", "
                + digits.scale()
                + ")");
  }

  private Optional<FieldType> refuse(String path, Type type, String why) {
    String name = type instanceof Class<?> c ? c.getSimpleName() : type.getTypeName();
    reasons.add("field " + path + " of type " + name + ": " + why);
    return Optional.empty();
  }

  private static String at(String path) {
    return path.isEmpty() ? "" : "field " + path + ": ";
  }

  private static Map<TypeVariable<?>, Type> arguments(Type type, Class<?> raw) {
    Map<TypeVariable<?>, Type> arguments = new HashMap<>();
    if (type instanceof ParameterizedType parameterized) {
      Type[] actual = parameterized.getActualTypeArguments();
      TypeVariable<?>[] variables = raw.getTypeParameters();
      for (int i = 0; i < variables.length; i++) {
        arguments.put(variables[i], actual[i]);
      }
    }
    return arguments;
  }

  private static Type resolve(Type type, Map<TypeVariable<?>, Type> arguments) {
    return Types.substitute(type, arguments);
  }

  private static Type argument(Type type, int index) {
    return type instanceof ParameterizedType p ? p.getActualTypeArguments()[index] : Object.class;
  }

  private static AnnotatedType argument(AnnotatedType type, int index) {
    return type instanceof AnnotatedParameterizedType p
        ? p.getAnnotatedActualTypeArguments()[index]
        : null;
  }

  private static Class<?> raw(Type type) {
    return Types.raw(type).orElse(null);
  }
}
