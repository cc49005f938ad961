package dev.plumbline.runner.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.pipeline.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public class RowSpillTest {
  private static final Schema<Row> ROWS = Schema.of(Row.class);

  public record Row(
      int number,
      Long wide,
      Double value,
      String text,
      LocalDate day,
      Nested nested,
      List<String> tags) {}

  public record Nested(Boolean flag, String text) {}

  @TempDir Path folder;

  private static Row row(int i) {
    return new Row(
        i,
        i % 7 == 0 ? null : i % 2 == 0 ? Long.MIN_VALUE + i : Long.MAX_VALUE - i,
        i % 5 == 0 ? null : i % 3 == 0 ? -0.0 : Double.NaN,
        i % 11 == 0 ? null : "text " + i % 1000,
        i % 13 == 0 ? null : LocalDate.of(2001, 1, 1).plusDays(i % 200),
        i % 4 == 0 ? null : new Nested(i % 3 == 0 ? null : i % 2 == 0, i % 5 == 0 ? null : "n" + i),
        i % 6 == 0 ? null : List.of("a".repeat(i % 3), "b"));
  }

  private static List<Row> rows(int count) {
    return IntStream.range(0, count).mapToObj(RowSpillTest::row).toList();
  }

  private RowSpill<Row> spill(int count) {
    RowSpill<Row> spill = RowSpill.in(folder, ROWS);
    IntStream.range(0, count).forEach(i -> spill.add(row(i)));
    return spill;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 63, 64, 65, 4095, 4096, 4097, 20_000})
  void theRowsComeBackInOrderOnEveryPass(int count) {
    try (RowSpill<Row> spill = spill(count)) {
      assertThat(spill.size()).isEqualTo(count);
      assertThat(spill.rows()).containsExactlyElementsOf(rows(count));
      assertThat(spill.rows()).containsExactlyElementsOf(rows(count));
    }
  }

  @Test
  void passesDoNotDisturbEachOther() {
    try (RowSpill<Row> spill = spill(10_000)) {
      Iterator<Row> ahead = spill.rows().iterator();
      for (int i = 0; i < 5_000; i++) {
        ahead.next();
      }
      List<Row> all = new ArrayList<>();
      spill.rows().forEach(all::add);

      assertThat(all).isEqualTo(rows(10_000));
      assertThat(ahead.next()).isEqualTo(row(5_000));
    }
  }

  @Test
  void aPassEnds() {
    try (RowSpill<Row> spill = spill(0)) {
      assertThatThrownBy(() -> spill.rows().iterator().next())
          .isInstanceOf(NoSuchElementException.class);
    }
  }

  @Test
  void nothingIsAppendedAfterTheFirstPass() {
    try (RowSpill<Row> spill = spill(1)) {
      spill.rows();

      assertThatThrownBy(() -> spill.add(row(1)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("it was read");
    }
  }

  @Test
  void closingDeletesTheFileAndEndsThePasses() throws IOException {
    Iterator<Row> open;
    try (RowSpill<Row> spill = spill(10_000)) {
      open = spill.rows().iterator();
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files).hasSize(1);
      }
    }

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
    assertThatThrownBy(open::next).hasMessageContaining("Cannot read");
  }

  @Test
  void smallNumbersAndRepeatedTextTakeFewBytes() {
    Row same = new Row(1, 1L, 1.0, "the same text in every row", LocalDate.EPOCH, null, null);
    try (RowSpill<Row> spill = RowSpill.in(folder, ROWS)) {
      IntStream.range(0, 8192).forEach(i -> spill.add(same));

      assertThat(spill.sizeBytes()).isLessThan(8192);
    }
  }
}
