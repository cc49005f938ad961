package dev.plumbline.tracking.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KeysTest {
  /** The right-hand sides are Python's posixpath.normpath of the left-hand ones. */
  @ParameterizedTest
  @CsvSource({
    "'',.",
    "a,a",
    "a/b,a/b",
    "a//b,a/b",
    "a/./b,a/b",
    "a/../b,b",
    "../a,../a",
    "a/../..,..",
    "/a/..,/",
    "//a,//a",
    "///a,/a",
    "/..,/",
    "a/,a",
    "./a,a"
  })
  void normalizesAsPosix(String path, String normal) {
    assertThat(Keys.normalPath(path)).isEqualTo(normal);
  }

  @Test
  void cutsNoCharacterInHalf() {
    assertThat(Keys.truncated(3, "ab\uD83D\uDE00c")).isEqualTo("ab");
    assertThat(Keys.truncated(4, "ab\uD83D\uDE00c")).isEqualTo("ab\uD83D\uDE00");
  }

  @Test
  void namesRunsAlikeForTheSameIdAndVariously() {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      String name = RunNames.of("run-" + i);
      assertThat(name).matches("[a-z]+-[a-z]+-\\d{1,3}").hasSizeLessThan(21);
      assertThat(RunNames.of("run-" + i)).isEqualTo(name);
      names.add(name);
    }
    assertThat(names).hasSizeGreaterThan(990);
  }
}
