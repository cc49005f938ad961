package dev.plumbline.pipeline.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON as trees, hostile texts included. */
class JsonTest {
  @Test
  void aTreeComesBack() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("b", Arrays.asList(new BigDecimal("1.50"), null, true, false));
    tree.put("a", Map.of("", "\"\\\n\t\u0001\u2028é\uD83D\uDE00\uD800"));
    tree.put("e", List.of());
    assertThat(Json.parse(Json.write(tree))).isEqualTo(tree);
    assertThat(Json.write(tree)).startsWith("{\"b\":[1.50,null,true,false],\"a\":");
  }

  @Test
  void numbersKeepTheirDigits() {
    assertThat(Json.parse("-0.10e+3")).isEqualTo(new BigDecimal("-0.10e+3"));
    assertThat(Json.parse(" 12345678901234567890 "))
        .isEqualTo(new BigDecimal("12345678901234567890"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1,",
        "[1,]",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":null,\"a\":2}",
        "01",
        "1.",
        ".5",
        "+1",
        "1e",
        "1e99999",
        "--1",
        "NaN",
        "Infinity",
        "nul",
        "truex",
        "\"",
        "\"\n\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u12g4\"",
        "'a'",
        "1 2",
        "[1] ]",
        "// no"
      })
  void whatIsNoJsonIsRefusedWithItsPlace(String text) {
    assertThatThrownBy(() -> Json.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Cannot read JSON at character ");
  }

  @Test
  void depthAndDigitsHaveABound() {
    assertThatThrownBy(() -> Json.parse("[".repeat(100_000)))
        .hasMessageContaining("at most 200 levels");
    assertThatThrownBy(() -> Json.parse("9".repeat(2_000_000)))
        .hasMessageContaining("at most 1000 digits");
    assertThat(Json.parse("[".repeat(200) + "]".repeat(200))).isInstanceOf(List.class);
  }
}
