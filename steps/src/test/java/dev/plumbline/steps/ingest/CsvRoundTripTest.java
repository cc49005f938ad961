package dev.plumbline.steps.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What RFC 4180 lets one write comes back as it was, hostile texts included. */
public final class CsvRoundTripTest {
  public record Row(String first, Long number, String second, Double real) {}

  @Property(tries = 300)
  void rowsComeBack(
      @ForAll("rows") List<Row> rows, @ForAll("breaks") String lineBreak, @ForAll boolean quoteAll)
      throws Exception {
    StringBuilder text = new StringBuilder("real,second,first,number").append(lineBreak);
    for (Row row : rows) {
      text.append(row.real() == null ? "" : row.real()).append(',');
      text.append(field(row.second(), quoteAll)).append(',').append(field(row.first(), quoteAll));
      text.append(',').append(row.number() == null ? "" : row.number()).append(lineBreak);
    }
    Path file = Files.createTempFile("rows", ".csv");
    try {
      Files.writeString(file, text);
      Collected<Row> read = Collected.of(new ReadCsv<>(Row.class, file), Path.of(""));
      assertThat(read.rejected()).isEmpty();
      assertThat(read.rows()).isEqualTo(rows);
    } finally {
      Files.delete(file);
    }
  }

  private static String field(String text, boolean quoteAll) {
    if (text == null) {
      return "";
    }
    boolean needed = text.isEmpty() || text.chars().anyMatch(c -> ",\"\r\n".indexOf(c) >= 0);
    return quoteAll || needed ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }

  @Provide
  Arbitrary<String> breaks() {
    return Arbitraries.of("\n", "\r\n", "\r");
  }

  @Provide
  Arbitrary<List<Row>> rows() {
    Arbitrary<String> hostile =
        Arbitraries.of(
                "a",
                "\"",
                ",",
                "\n",
                "\r",
                "\r\n",
                " ",
                "\t",
                "\uFEFF",
                "é",
                "😀",
                "\u0000",
                "'",
                "\\",
                "\\N",
                "NULL",
                "#",
                ";",
                "\u2028",
                "x".repeat(30))
            .list()
            .ofMaxSize(8)
            .map(parts -> String.join("", parts))
            .injectNull(0.1);
    return Combinators.combine(
            hostile,
            Arbitraries.longs().injectNull(0.1),
            hostile,
            Arbitraries.doubles().injectNull(0.1))
        .as(Row::new)
        .list()
        .ofMaxSize(20);
  }
}
