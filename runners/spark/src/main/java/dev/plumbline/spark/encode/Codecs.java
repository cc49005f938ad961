package dev.plumbline.spark.encode;

import dev.plumbline.pipeline.schema.ValueException;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.encoders.Codec;
import scala.runtime.AbstractFunction0;

/** The Java types that Spark's encoders don't know, by way of ones that they do. */
final class Codecs {
  private Codecs() {}

  /** Empty is null. */
  static final class OfOptional implements Codec<Optional<Object>, Object> {
    private static final long serialVersionUID = 1L;

    @Override
    public Object encode(Optional<Object> value) {
      return value == null ? null : value.orElse(null);
    }

    @Override
    public Optional<Object> decode(Object stored) {
      return Optional.ofNullable(stored);
    }
  }

  /** A string of length one. */
  static final class OfChar implements Codec<Character, String> {
    private static final long serialVersionUID = 1L;
    private final String path;

    OfChar(String path) {
      this.path = path;
    }

    @Override
    public String encode(Character value) {
      return value == null ? null : value.toString();
    }

    @Override
    public Character decode(String stored) {
      if (stored == null) {
        return null;
      }
      if (stored.length() != 1) {
        throw new ValueException(
            "Cannot read field " + path + ": '" + stored + "' is not one char, declare a String");
      }
      return stored.charAt(0);
    }
  }

  /** An enum by its name. */
  static final class OfEnum implements Codec<Enum<?>, String> {
    private static final long serialVersionUID = 1L;
    private final Map<String, Enum<?>> byName = new HashMap<>();
    private final Class<? extends Enum<?>> type;
    private final String path;

    OfEnum(Class<? extends Enum<?>> type, String path) {
      this.type = type;
      this.path = path;
      for (Enum<?> constant : type.getEnumConstants()) {
        byName.put(constant.name(), constant);
      }
    }

    @Override
    public String encode(Enum<?> value) {
      return value == null ? null : value.name();
    }

    @Override
    public Enum<?> decode(String stored) {
      Enum<?> found = stored == null ? null : byName.get(stored);
      if (found == null && stored != null) {
        throw new ValueException(
            "Cannot read field "
                + path
                + ": '"
                + stored
                + "' is none of "
                + List.of(type.getEnumConstants()));
      }
      return found;
    }
  }

  /** Gives a codec to Spark, which takes functions only. */
  static final class Provider extends AbstractFunction0<Codec<?, ?>> implements Serializable {
    private static final long serialVersionUID = 1L;
    private final Codec<?, ?> codec;

    Provider(Codec<?, ?> codec) {
      this.codec = codec;
    }

    @Override
    public Codec<?, ?> apply() {
      return codec;
    }
  }
}
