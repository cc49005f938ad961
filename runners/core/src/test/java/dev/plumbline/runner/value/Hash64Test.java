package dev.plumbline.runner.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published values of xxHash64. */
class Hash64Test {
  @ParameterizedTest
  @CsvSource({
    "'', ef46db3751d8e999",
    "a, d24ec4f1a98c6e5b",
    "abc, 44bc2cf5ad770999",
    "Nobody inspects the spammish repetition, fbcea83c8a378bf1"
  })
  void givesThePublishedValues(String text, String hash) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

    assertThat(Long.toHexString(Hash64.of(bytes, 0))).isEqualTo(hash);
  }
}
