package dev.plumbline.pipeline.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plumbline.pipeline.Labelled;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Record classes as schemas, rows as cells and back. */
@SuppressWarnings("ArrayRecordComponent") // bytes are a type of field
public class SchemaTest {
  public enum Colour {
    RED,
    GREEN {
      @Override
      public String toString() {
        return "verdant";
      }
    }
  }

  public record Money(@Decimal(precision = 6, scale = 2) BigDecimal amount) {}

  public record Everything(
      boolean flag,
      byte tiny,
      short small,
      int count,
      long id,
      float ratio,
      double score,
      char letter,
      Integer maybe,
      String text,
      Colour colour,
      @Decimal(precision = 12, scale = 3) BigDecimal exact,
      LocalDate day,
      Instant at,
      LocalDateTime local,
      byte[] bytes,
      Optional<String> note,
      Optional<Money> price,
      Money money,
      List<@Decimal(precision = 4, scale = 1) BigDecimal> steps,
      List<Optional<String>> none,
      Map<String, Money> prices,
      Map<Colour, List<Integer>> series) {}

  @Test
  void everyTypeHasItsWord() {
    Schema<?> schema = Schema.of((java.lang.reflect.Type) WithoutListOfOptional.class);
    assertThat(schema)
        .hasToString(
            "struct<flag:boolean,tiny:byte,small:short,count:int,id:long,ratio:float,score:double,"
                + "letter:char,maybe:int?,text:string?,colour:enum?,exact:decimal(12,3)?,day:date?,"
                + "at:timestamp?,local:timestamp_ntz?,bytes:binary?,note:string?,"
                + "price:struct<amount:decimal(6,2)?>?,money:struct<amount:decimal(6,2)?>?,"
                + "steps:list<decimal(4,1)>?,prices:map<string,struct<amount:decimal(6,2)?>>?,"
                + "series:map<enum,list<int>>?>");
  }

  public record WithoutListOfOptional(
      boolean flag,
      byte tiny,
      short small,
      int count,
      long id,
      float ratio,
      double score,
      char letter,
      Integer maybe,
      String text,
      Colour colour,
      @Decimal(precision = 12, scale = 3) BigDecimal exact,
      LocalDate day,
      Instant at,
      LocalDateTime local,
      byte[] bytes,
      Optional<String> note,
      Optional<Money> price,
      Money money,
      List<@Decimal(precision = 4, scale = 1) BigDecimal> steps,
      Map<String, Money> prices,
      Map<Colour, List<Integer>> series) {}

  @Test
  void anOptionalIsNoElement() {
    assertThat(reasons(Everything.class))
        .singleElement()
        .asString()
        .startsWith("field none[] of type java.util.Optional<java.lang.String>: use a primitive");
  }

  @Test
  void aRowIsItsCellsAndBack() {
    Schema<WithoutListOfOptional> schema = Schema.of(WithoutListOfOptional.class);
    var row =
        new WithoutListOfOptional(
            true,
            (byte) 1,
            (short) 2,
            3,
            4,
            5.5f,
            6.5,
            'x',
            null,
            "t",
            Colour.GREEN,
            new BigDecimal("1.5"),
            LocalDate.of(2001, 6, 1),
            Instant.parse("2001-06-01T00:00:00.123456Z"),
            LocalDateTime.parse("2001-06-01T01:02:03.000001"),
            new byte[] {1},
            Optional.empty(),
            Optional.of(new Money(new BigDecimal("2"))),
            null,
            Arrays.asList(new BigDecimal("1"), null),
            Map.of("a", new Money(null)),
            Map.of(Colour.RED, List.of(1)));
    Object[] cells = schema.cells(row);
    assertThat(cells[10]).isEqualTo("GREEN");
    assertThat(cells[7]).isEqualTo("x");
    assertThat(cells[11]).isEqualTo(new BigDecimal("1.500"));
    assertThat(cells[16]).isNull();
    assertThat((Object[]) cells[17]).containsExactly(new BigDecimal("2.00"));
    assertThat(cells[19]).isEqualTo(Arrays.asList(new BigDecimal("1.0"), null));
    WithoutListOfOptional back = schema.row(cells);
    assertThat(back.colour()).isEqualTo(Colour.GREEN);
    assertThat(back.price()).contains(new Money(new BigDecimal("2.00")));
    assertThat(back.note()).isEmpty();
    assertThat(back.series()).containsEntry(Colour.RED, List.of(1));
    assertThat(back.bytes()).containsExactly(1);
    assertThat(back.at()).isEqualTo(row.at());
  }

  public record Features(String carrier, Optional<Integer> hour) {}

  public record Pair<A, B>(A first, B second) {}

  public record Nested(Labelled<Pair<Features, Money>, Boolean> row) {}

  @Test
  void typeArgumentsGoDown() {
    assertThat(Schema.of(Types.parameterized(Labelled.class, Features.class, Boolean.class)))
        .hasToString("struct<features:struct<carrier:string?,hour:int?>?,label:boolean?>");
    assertThat(Schema.of(Nested.class))
        .hasToString(
            "struct<row:struct<features:struct<first:struct<carrier:string?,hour:int?>?,"
                + "second:struct<amount:decimal(6,2)?>?>?,label:boolean?>?>");
  }

  @Test
  void typeArgumentsMakeTypesDiffer() {
    var one = Schema.of(Types.parameterized(Labelled.class, Features.class, Boolean.class));
    var two = Schema.of(Types.parameterized(Labelled.class, Features.class, Double.class));
    assertThat(one).isNotEqualTo(two);
    assertThat(one.digest()).isNotEqualTo(two.digest());
    assertThat(one)
        .isEqualTo(Schema.of(Types.parameterized(Labelled.class, Features.class, Boolean.class)));
  }

  private static List<String> reasons(Class<?> type) {
    return catchThrowableOfType(
            SchemaException.class, () -> Schema.of((java.lang.reflect.Type) type))
        .reasons();
  }

  record Hidden(int a) {}

  public record Empty() {}

  public record Self(int a, List<Self> more) {}

  public record Deeper(Pair<String, Self> pair) {}

  public record Bare(BigDecimal amount, @Decimal(precision = 40, scale = 2) BigDecimal wide) {}

  public record Odd(
      Map<List<String>, Integer> byList,
      Map<byte[], Integer> byBytes,
      Map<String, Object> things,
      int[] numbers,
      Object any,
      List<?> wild,
      @SuppressWarnings("rawtypes") List raw) {}

  @Test
  void everyReasonIsToldWithItsPath() {
    assertThat(reasons(Hidden.class))
        .containsExactly(Hidden.class.getName() + " is not public, engines must see it");
    assertThat(reasons(Empty.class)).containsExactly("Empty has no components");
    assertThat(reasons(Self.class)).containsExactly("field more[]: Self contains itself");
    assertThat(reasons(Deeper.class))
        .containsExactly("field pair.second.more[]: Self contains itself");
    assertThat(reasons(Bare.class))
        .containsExactly(
            "field amount of type BigDecimal: declare @Decimal(precision = …, scale = …)",
            "field wide of type BigDecimal: precision is 1 to 38 and scale 0 to precision, not"
                + " (40, 2)");
    assertThat(reasons(String.class)).containsExactly("java.lang.String is not a record");
    assertThat(reasons(Odd.class))
        .hasSize(7)
        .anySatisfy(r -> assertThat(r).startsWith("field byList.key of type"))
        .anySatisfy(r -> assertThat(r).startsWith("field byBytes.key of type byte[]"))
        .anySatisfy(r -> assertThat(r).startsWith("field things.value of type Object"))
        .anySatisfy(r -> assertThat(r).startsWith("field numbers of type int[]"))
        .anySatisfy(r -> assertThat(r).startsWith("field wild[] of type"));
  }

  @Test
  void whatDoesNotFitIsRefusedByFieldAndValue() {
    Schema<Money> money = Schema.of(Money.class);
    assertThatThrownBy(() -> money.cells(new Money(new BigDecimal("1.005"))))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("Cannot store field amount: 1.005 does not fit decimal(6,2)");
    assertThatThrownBy(() -> money.cells(new Money(new BigDecimal("12345.00"))))
        .hasMessageContaining("12345.00 does not fit");
    Schema<Timed> timed = Schema.of(Timed.class);
    assertThatThrownBy(() -> timed.cells(new Timed(Instant.ofEpochSecond(0, 1))))
        .hasMessageContaining("finer than a microsecond");
    Schema<Counted> counted = Schema.of(Counted.class);
    assertThatThrownBy(() -> counted.row(new Object[] {null}))
        .hasMessageContaining("Cannot read field count: null in a primitive int");
    Schema<Painted> painted = Schema.of(Painted.class);
    assertThatThrownBy(() -> painted.row(new Object[] {"BLUE"}))
        .hasMessageContaining("Cannot read field colour: 'BLUE' is none of [RED, verdant]");
  }

  public record Timed(Instant at) {}

  public record Counted(int count) {}

  public record Painted(Colour colour) {}

  @Test
  void aListFromCellsCannotBeChanged() {
    Schema<Listed> schema = Schema.of(Listed.class);
    List<Object> cells = new ArrayList<>(List.of("a"));
    Listed row = schema.row(new Object[] {cells});
    cells.add("b");
    assertThat(row.texts()).containsExactly("a");
    assertThatThrownBy(() -> row.texts().add("c"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  public record Listed(List<String> texts) {}

  @Test
  void aPathGoesThroughRecords() {
    Schema<Nested> schema = Schema.of(Nested.class);
    FieldPath path = FieldPath.of(schema, "row.features.first.carrier");
    assertThat(path.type()).isEqualTo(FieldType.Scalar.STRING);
    var row =
        new Nested(new Labelled<>(new Pair<>(new Features("AA", Optional.empty()), null), true));
    assertThat(path.cell(row)).isEqualTo("AA");
    assertThat(path.cell(new Nested(null))).isNull();
    assertThatThrownBy(() -> FieldPath.of(schema, "row.feature.first"))
        .hasMessageContaining("'feature' is not one of [features, label]");
    assertThatThrownBy(() -> FieldPath.of(schema, "row.label.x"))
        .hasMessageContaining("'x' is not no field of it");
  }
}
