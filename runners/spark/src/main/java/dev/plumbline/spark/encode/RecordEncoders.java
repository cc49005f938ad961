package dev.plumbline.spark.encode;

import dev.plumbline.pipeline.schema.Field;
import dev.plumbline.pipeline.schema.FieldType;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.pipeline.schema.Types;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.catalyst.encoders.AgnosticEncoder;
import org.apache.spark.sql.catalyst.encoders.AgnosticEncoders;
import org.apache.spark.sql.catalyst.encoders.Codec;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;

/**
 * Records as Spark's columns, with generated code for both ways. Everything that touches Spark's
 * internal encoders is here.
 *
 * <p>A nullable type is encoded where the record says so; enums and chars are strings, an {@link
 * Optional} is a column that may be null. Spark would truncate and round: values are checked before
 * they reach an encoder, by {@link RowChecks}.
 */
public final class RecordEncoders {
  private RecordEncoders() {}

  /** The encoder of a schema's records. */
  public static <T> Encoder<T> of(Schema<T> schema) {
    return record(schema);
  }

  private static <T> AgnosticEncoder<T> record(Schema<T> schema) {
    List<AgnosticEncoders.EncoderField> fields = new ArrayList<>();
    for (Field field : schema.fields()) {
      fields.add(
          new AgnosticEncoders.EncoderField(
              field.name(),
              value(field.type(), field.javaType(), field.name()),
              field.mayBeAbsent(),
              Metadata.empty(),
              Option.apply(field.name()),
              Option.empty()));
    }
    Seq<AgnosticEncoders.EncoderField> all = CollectionConverters.asScala(fields).toSeq();
    return new AgnosticEncoders.ProductEncoder<>(
        ClassTag.apply(schema.type()), all, Option.empty());
  }

  /** The encoder of one value, as the record's component declares it. */
  private static AgnosticEncoder<?> value(FieldType type, Type java, String path) {
    Class<?> raw = Types.raw(java).orElseThrow();
    if (raw == Optional.class) {
      Type inner = Types.argumentsOf(java, Optional.class).orElseThrow().get(0);
      return transformed(Optional.class, value(type, inner, path), new Codecs.OfOptional());
    }
    if (type instanceof FieldType.EnumOf e) {
      return transformed(
          e.type(), AgnosticEncoders.StringEncoder$.MODULE$, new Codecs.OfEnum(e.type(), path));
    }
    if (type instanceof FieldType.DecimalOf d) {
      return new AgnosticEncoders.JavaDecimalEncoder(
          DataTypes.createDecimalType(d.precision(), d.scale()), false);
    }
    if (type instanceof FieldType.Struct s) {
      return record(s.schema());
    }
    if (type instanceof FieldType.ListOf l) {
      Type element = Types.argumentsOf(java, List.class).orElseThrow().get(0);
      return new AgnosticEncoders.IterableEncoder<>(
          ClassTag.apply(List.class), value(l.element(), element, path + "[]"), true, false);
    }
    if (type instanceof FieldType.MapOf m) {
      List<Type> arguments = Types.argumentsOf(java, Map.class).orElseThrow();
      return new AgnosticEncoders.MapEncoder<>(
          ClassTag.apply(Map.class),
          value(m.key(), arguments.get(0), path + ".key"),
          value(m.value(), arguments.get(1), path + ".value"),
          true);
    }
    return raw.isPrimitive() && raw != char.class
        ? primitive((FieldType.Scalar) type)
        : scalar((FieldType.Scalar) type, path);
  }

  private static AgnosticEncoder<?> primitive(FieldType.Scalar type) {
    return switch (type) {
      case BOOLEAN -> AgnosticEncoders.PrimitiveBooleanEncoder$.MODULE$;
      case BYTE -> AgnosticEncoders.PrimitiveByteEncoder$.MODULE$;
      case SHORT -> AgnosticEncoders.PrimitiveShortEncoder$.MODULE$;
      case INT -> AgnosticEncoders.PrimitiveIntEncoder$.MODULE$;
      case LONG -> AgnosticEncoders.PrimitiveLongEncoder$.MODULE$;
      case FLOAT -> AgnosticEncoders.PrimitiveFloatEncoder$.MODULE$;
      case DOUBLE -> AgnosticEncoders.PrimitiveDoubleEncoder$.MODULE$;
      default -> throw new IllegalStateException(type + " has no primitive");
    };
  }

  private static AgnosticEncoder<?> scalar(FieldType.Scalar type, String path) {
    return switch (type) {
      case BOOLEAN -> AgnosticEncoders.BoxedBooleanEncoder$.MODULE$;
      case BYTE -> AgnosticEncoders.BoxedByteEncoder$.MODULE$;
      case SHORT -> AgnosticEncoders.BoxedShortEncoder$.MODULE$;
      case INT -> AgnosticEncoders.BoxedIntEncoder$.MODULE$;
      case LONG -> AgnosticEncoders.BoxedLongEncoder$.MODULE$;
      case FLOAT -> AgnosticEncoders.BoxedFloatEncoder$.MODULE$;
      case DOUBLE -> AgnosticEncoders.BoxedDoubleEncoder$.MODULE$;
      case CHAR ->
          transformed(
              Character.class, AgnosticEncoders.StringEncoder$.MODULE$, new Codecs.OfChar(path));
      case STRING -> AgnosticEncoders.StringEncoder$.MODULE$;
      case DATE -> new AgnosticEncoders.LocalDateEncoder(false);
      case TIMESTAMP -> new AgnosticEncoders.InstantEncoder(false);
      case TIMESTAMP_NTZ -> AgnosticEncoders.LocalDateTimeEncoder$.MODULE$;
      case BINARY -> AgnosticEncoders.BinaryEncoder$.MODULE$;
    };
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static AgnosticEncoder<?> transformed(
      Class<?> type, AgnosticEncoder<?> stored, Codec<?, ?> codec) {
    return new AgnosticEncoders.TransformingEncoder(
        ClassTag.apply(type), stored, new Codecs.Provider(codec), true);
  }
}
