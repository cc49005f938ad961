package dev.plumbline.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.pipeline.event.Profile;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.codec.RowCodec;
import dev.plumbline.runner.codec.RowSpill;
import dev.plumbline.runner.profile.Profiler;
import dev.plumbline.runner.value.Keys;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That the rows are rich enough, and that rows of every type pass through the runner unchanged. */
class RandomRowsTest {
  private static final Schema<AllTypes> SCHEMA = Schema.of(AllTypes.class);

  @TempDir Path folder;

  @Test
  void aSeedDecides() {
    assertThat(RandomRows.allTypes(1, 50)).isEqualTo(RandomRows.allTypes(1, 50));
    assertThat(RandomRows.allTypes(1, 50)).isNotEqualTo(RandomRows.allTypes(2, 50));
  }

  @Test
  void theHardValuesAreThere() {
    List<AllTypes> rows = RandomRows.allTypes(3, 2000);

    assertThat(rows).anyMatch(r -> Double.isNaN(r.score()));
    assertThat(rows).anyMatch(r -> Double.doubleToRawLongBits(r.score()) == Long.MIN_VALUE);
    assertThat(rows).anyMatch(r -> Float.isInfinite(r.ratio()));
    assertThat(rows).anyMatch(r -> r.id() == Long.MIN_VALUE);
    assertThat(rows).anyMatch(r -> LocalDate.of(1, 1, 1).equals(r.day()));
    assertThat(rows).anyMatch(r -> LocalDate.of(9999, 12, 31).equals(r.day()));
    assertThat(rows).anyMatch(r -> r.exact() != null && r.exact().precision() == 38);
    assertThat(rows).anyMatch(r -> r.text() != null && r.text().isEmpty());
    assertThat(rows)
        .anyMatch(r -> r.text() != null && r.text().codePoints().anyMatch(c -> c > 65535));
    assertThat(rows).anyMatch(r -> r.place() != null && r.place().point() == null);
    assertThat(rows).anyMatch(r -> r.tags() != null && r.tags().contains(null));
    assertThat(rows).anyMatch(r -> r.counts() != null && r.counts().containsValue(null));
    for (int field = 0; field < SCHEMA.fields().size(); field++) {
      int at = field;
      if (SCHEMA.fields().get(field).mayBeAbsent()) {
        assertThat(rows).as(SCHEMA.names().get(field)).anyMatch(r -> SCHEMA.cell(r, at) == null);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void everyTypePassesThroughTheRowCodec(long seed) {
    RowCodec codec = RowCodec.of(SCHEMA);
    for (AllTypes row : RandomRows.allTypes(seed, 300)) {
      Object[] cells = SCHEMA.cells(row);
      Object[] back = codec.fromBytes(codec.toBytes(cells));

      assertThat(plain(back)).isEqualTo(plain(cells));
      assertThat(plain(SCHEMA.cells(SCHEMA.row(back)))).isEqualTo(plain(cells));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {6, 7})
  void everyTypePassesThroughASpill(long seed) {
    List<AllTypes> rows = RandomRows.allTypes(seed, 9000);
    try (RowSpill<AllTypes> spill = RowSpill.in(folder, SCHEMA)) {
      rows.forEach(spill::add);
      int i = 0;
      for (AllTypes row : spill.rows()) {
        assertThat(plain(SCHEMA.cells(row))).isEqualTo(plain(SCHEMA.cells(rows.get(i++))));
      }

      assertThat(i).isEqualTo(rows.size());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {8, 9, 10})
  void profilesOfPartsMergeToThatOfTheWhole(long seed) {
    List<AllTypes> rows = RandomRows.allTypes(seed, 180);
    Profiler whole = profiler(rows);
    Profiler merged = profiler(rows.subList(0, 50));
    merged.merge(Profiler.fromBytes(SCHEMA, profiler(rows.subList(50, 180)).toBytes()));
    Profiler byCells = Profiler.of(SCHEMA);
    rows.forEach(row -> byCells.add(SCHEMA.cells(row)));

    assertThat(merged.profile()).isEqualTo(whole.profile());
    assertThat(byCells.profile()).isEqualTo(whole.profile());
  }

  @Test
  void leastAndMostAreThoseOfTheKeyOrder() {
    List<AllTypes> rows = RandomRows.allTypes(11, 500);
    Profile profile = profiler(rows).profile();
    for (String name : List.of("id", "score", "money", "exact", "day", "at", "local", "color")) {
      int field = SCHEMA.names().indexOf(name);
      List<Object> sorted =
          rows.stream()
              .map(r -> Keys.plain(SCHEMA.cell(r, field)))
              .filter(c -> c != null)
              .sorted(Keys.ORDER)
              .toList();
      Profile.Column column = profile.column(name).orElseThrow();

      assertThat(column.least()).as(name).contains(text(sorted.get(0)));
      assertThat(column.most()).as(name).contains(text(sorted.get(sorted.size() - 1)));
    }
  }

  /** Cells as lists, to be equal by value without the help of what is tested. */
  private static Object plain(Object cell) {
    if (cell instanceof Object[] cells) {
      return Arrays.stream(cells).map(RandomRowsTest::plain).toList();
    }
    if (cell instanceof List<?> list) {
      return list.stream().map(RandomRowsTest::plain).toList();
    }
    if (cell instanceof Map<?, ?> map) {
      Map<Object, Object> plain = new HashMap<>();
      map.forEach((k, v) -> plain.put(k, plain(v)));
      return plain;
    }
    return cell instanceof byte[] bytes ? Arrays.toString(bytes) : cell;
  }

  private static String text(Object cell) {
    return cell instanceof java.math.BigDecimal decimal ? decimal.toPlainString() : cell.toString();
  }

  private static Profiler profiler(List<AllTypes> rows) {
    Profiler profiler = Profiler.of(SCHEMA);
    rows.forEach(profiler::add);
    return profiler;
  }
}
