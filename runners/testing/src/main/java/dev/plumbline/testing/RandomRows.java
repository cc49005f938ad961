package dev.plumbline.testing;

import dev.plumbline.pipeline.schema.Field;
import dev.plumbline.pipeline.schema.FieldType;
import dev.plumbline.pipeline.schema.FieldType.Scalar;
import dev.plumbline.pipeline.schema.Schema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Rows that a seed decides, rich in the values that break engines: nulls, NaN, −0.0, infinities,
 * the ends of every range, decimals of all their digits, microseconds from the year 1 to 9999, text
 * with emoji, of combining marks and of no chars, empty lists, nested nulls. Every value can be
 * stored by every engine and table. For one thread.
 *
 * @param <T> the record
 */
public final class RandomRows<T> {
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "a",
          "A",
          "null",
          "NaN",
          "é",
          "e\u0301",
          "ß",
          "日本",
          "\uFFFD",
          "\uFB01",
          "\uD83D\uDE00",
          "\uD83D\uDC69\u200D\uD83D\uDE80",
          "a\tb\n\"c\",'d'\\",
          "\u0000",
          "line\r\nend",
          "x".repeat(300));
  private static final double[] DOUBLES = {
    0.0,
    -0.0,
    1,
    -1,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MIN_VALUE,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    0.1,
    1e-300
  };
  private static final float[] FLOATS = {
    0f,
    -0f,
    1,
    -1,
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.MIN_VALUE,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    0.1f
  };
  private static final LocalDate FIRST = LocalDate.of(1, 1, 1);
  private static final LocalDate LAST = LocalDate.of(9999, 12, 31);
  private static final long FIRST_SECOND = FIRST.atStartOfDay().toEpochSecond(ZoneOffset.UTC);
  private static final long LAST_SECOND =
      LAST.plusDays(1).atStartOfDay().toEpochSecond(ZoneOffset.UTC) - 1;

  private final Schema<T> schema;
  private final Random random;

  private RandomRows(Schema<T> schema, long seed) {
    this.schema = schema;
    this.random = new Random(seed);
  }

  public static <T> RandomRows<T> of(Schema<T> schema, long seed) {
    return new RandomRows<>(schema, seed);
  }

  /** Rows of {@link AllTypes}. */
  public static List<AllTypes> allTypes(long seed, int rows) {
    return of(Schema.of(AllTypes.class), seed).rows(rows);
  }

  public List<T> rows(int rows) {
    return IntStream.range(0, rows).mapToObj(i -> next()).toList();
  }

  public T next() {
    return schema.row(cells());
  }

  /** The next row as cells. */
  public Object[] cells() {
    return cells(schema);
  }

  private Object[] cells(Schema<?> of) {
    return of.fields().stream().map(this::cell).toArray();
  }

  private Object cell(Field field) {
    return field.mayBeAbsent() && random.nextInt(6) == 0 ? null : value(field.type());
  }

  /** A cell of a type, never null itself. */
  public Object value(FieldType type) {
    if (type instanceof Scalar scalar) {
      return scalar(scalar);
    }
    if (type instanceof FieldType.EnumOf names) {
      Enum<?>[] constants = names.type().getEnumConstants();
      return constants[random.nextInt(constants.length)].name();
    }
    if (type instanceof FieldType.DecimalOf decimal) {
      return decimal(decimal);
    }
    if (type instanceof FieldType.Struct struct) {
      return cells(struct.schema());
    }
    return type instanceof FieldType.ListOf list
        ? list(list.element())
        : map((FieldType.MapOf) type);
  }

  private Object scalar(Scalar type) {
    return switch (type) {
      case BOOLEAN -> random.nextBoolean();
      case BYTE -> (byte) whole(Byte.MIN_VALUE, Byte.MAX_VALUE);
      case SHORT -> (short) whole(Short.MIN_VALUE, Short.MAX_VALUE);
      case INT -> (int) whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
      case LONG -> whole(Long.MIN_VALUE, Long.MAX_VALUE);
      case FLOAT -> often() ? FLOATS[random.nextInt(FLOATS.length)] : random.nextFloat() * 100;
      case DOUBLE ->
          often() ? DOUBLES[random.nextInt(DOUBLES.length)] : random.nextGaussian() * 100;
      case CHAR -> String.valueOf((char) ('!' + random.nextInt(500)));
      case STRING -> text();
      case DATE ->
          LocalDate.ofEpochDay(between(FIRST.toEpochDay(), LAST.toEpochDay(), recentDay()));
      case TIMESTAMP -> time().toInstant(ZoneOffset.UTC);
      case TIMESTAMP_NTZ -> time();
      case BINARY -> bytes();
    };
  }

  private boolean often() {
    return random.nextInt(3) == 0;
  }

  private long whole(long least, long most) {
    return switch (random.nextInt(8)) {
      case 0 -> least;
      case 1 -> most;
      case 2 -> 0;
      case 3, 4 -> random.nextInt(11) - 5;
      default -> most == Long.MAX_VALUE ? random.nextLong() : random.nextLong(least, most + 1);
    };
  }

  private long between(long first, long last, long usual) {
    return switch (random.nextInt(6)) {
      case 0 -> first;
      case 1 -> last;
      case 2 -> random.nextLong(first, last + 1);
      default -> usual;
    };
  }

  private long recentDay() {
    return LocalDate.of(2001, 1, 1).toEpochDay() + random.nextInt(200);
  }

  private LocalDateTime time() {
    long second = between(FIRST_SECOND, LAST_SECOND, recentDay() * 86_400 + random.nextInt(86_400));
    int micros = often() ? 0 : often() ? 999_999 : random.nextInt(1_000_000);
    return LocalDateTime.ofInstant(Instant.ofEpochSecond(second, micros * 1000L), ZoneOffset.UTC);
  }

  private String text() {
    return random.nextBoolean()
        ? TEXTS.get(random.nextInt(TEXTS.size()))
        : TEXTS.get(random.nextInt(TEXTS.size() - 1)) + random.nextInt(1000);
  }

  private byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(5)];
    random.nextBytes(bytes);
    return bytes;
  }

  private BigDecimal decimal(FieldType.DecimalOf type) {
    BigInteger most = BigInteger.TEN.pow(type.precision()).subtract(BigInteger.ONE);
    BigInteger unscaled =
        switch (random.nextInt(6)) {
          case 0 -> most;
          case 1 -> most.negate();
          case 2 -> BigInteger.ZERO;
          case 3 -> BigInteger.valueOf(random.nextInt(201) - 100).min(most).max(most.negate());
          default -> new BigInteger(most.bitLength(), random).mod(most);
        };
    return new BigDecimal(unscaled, type.scale());
  }

  private List<Object> list(FieldType element) {
    List<Object> cells = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      cells.add(random.nextInt(6) == 0 ? null : value(element));
    }
    return cells;
  }

  private Map<Object, Object> map(FieldType.MapOf type) {
    Map<Object, Object> cells = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      cells.put(value(type.key()), random.nextInt(6) == 0 ? null : value(type.value()));
    }
    return cells;
  }
}
