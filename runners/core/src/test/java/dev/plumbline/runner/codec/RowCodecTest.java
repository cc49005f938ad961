package dev.plumbline.runner.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.pipeline.schema.Decimal;
import dev.plumbline.pipeline.schema.FieldType;
import dev.plumbline.pipeline.schema.FieldType.Scalar;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.pipeline.schema.ValueException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;

public class RowCodecTest {
  public record Inner(String name, Double score) {}

  public record Outer(
      boolean flag,
      int count,
      @Decimal(precision = 5, scale = 2) BigDecimal price,
      LocalDate day,
      Inner inner,
      List<Integer> list,
      Map<String, Long> map) {}

  private static final RowCodec OUTER = RowCodec.of(Schema.of(Outer.class));

  @Test
  void theFormatStays() {
    Map<String, Long> map = new LinkedHashMap<>();
    map.put("b", null);
    map.put("a", 1L);
    Object[] cells = {
      true,
      -2,
      new BigDecimal("1.50"),
      LocalDate.EPOCH.minusDays(1),
      new Object[] {"\u00e9", null},
      Arrays.asList(7, null),
      map
    };

    assertThat(HexFormat.of().formatHex(OUTER.toBytes(cells)))
        .isEqualTo(
            "01"
                + "00"
                + "01"
                + "fffffffe"
                + "0000000000000096"
                + "01"
                + ("02" + "04c3a9")
                + ("02" + "02" + "00000007")
                + ("02" + "02" + "0261" + "0000000000000001" + "0262"));
  }

  @Test
  void aMapsOrderDoesNotCount() {
    RowCodec codec = codec(new FieldType.MapOf(Scalar.INT, Scalar.INT));
    Map<Integer, Integer> up = new LinkedHashMap<>();
    Map<Integer, Integer> down = new LinkedHashMap<>();
    for (int i = 0; i < 20; i++) {
      up.put(i, i);
      down.put(19 - i, 19 - i);
    }

    assertThat(codec.toBytes(new Object[] {up})).isEqualTo(codec.toBytes(new Object[] {down}));
    assertThat(codec.fromBytes(codec.toBytes(new Object[] {down}))[0]).isEqualTo(up);
  }

  @Test
  void otherVersionsAreRefused() {
    assertThatThrownBy(() -> OUTER.fromBytes(new byte[] {9}))
        .hasMessageContaining("Cannot read row: format version 9");
  }

  @Test
  void aTimeBeyondMicrosecondsIsRefused() {
    assertThatThrownBy(() -> codec(Scalar.TIMESTAMP).toBytes(new Object[] {Instant.MAX}))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("beyond 64 bits of microseconds");
    assertThatThrownBy(() -> codec(Scalar.TIMESTAMP_NTZ).toBytes(new Object[] {LocalDateTime.MIN}))
        .isInstanceOf(ValueException.class);
  }

  @Property
  void anyTextComesBack(@ForAll String text) {
    assertThat(back(Scalar.STRING, text)).isEqualTo(text);
  }

  @Property
  void anyLoneSurrogatesComeBack(
      @ForAll List<@CharRange(from = '\uD7F0', to = '\uE00F') Character> chars) {
    StringBuilder text = new StringBuilder();
    chars.forEach(text::append);

    assertThat(back(Scalar.STRING, text.toString())).isEqualTo(text.toString());
  }

  @Property
  void anyDoubleComesBack(@ForAll long bits) {
    double value = Double.longBitsToDouble(bits);

    assertThat(back(Scalar.DOUBLE, value)).isEqualTo(value);
  }

  @Property
  void anyTimeComesBack(@ForAll long micros) {
    Instant time = Micros.instant(micros);

    assertThat(Micros.of(time)).isEqualTo(micros);
    assertThat(back(Scalar.TIMESTAMP, time)).isEqualTo(time);
    assertThat(back(Scalar.TIMESTAMP_NTZ, Micros.local(micros))).isEqualTo(Micros.local(micros));
  }

  @Property
  void anyDateComesBack(@ForAll int day) {
    LocalDate date = LocalDate.ofEpochDay(day);

    assertThat(back(Scalar.DATE, date)).isEqualTo(date);
  }

  private static Object back(FieldType type, Object cell) {
    RowCodec codec = codec(type);
    return codec.fromBytes(codec.toBytes(new Object[] {cell}))[0];
  }

  private static RowCodec codec(FieldType type) {
    return RowCodec.ofTypes(List.of(type));
  }
}
