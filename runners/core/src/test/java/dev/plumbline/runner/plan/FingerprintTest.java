package dev.plumbline.runner.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Equal exactly when the ingredients are; what is aside doesn't count. */
class FingerprintTest {
  @Property(tries = 300)
  void equalIffIngredientsAre(
      @ForAll Map<String, String> one, @ForAll Map<String, String> two, @ForAll String aside) {
    one.keySet().removeIf(k -> k.startsWith(Fingerprint.ASIDE));
    two.keySet().removeIf(k -> k.startsWith(Fingerprint.ASIDE));
    Map<String, String> beside = new TreeMap<>(one);
    beside.put(Fingerprint.ASIDE + "x", aside);
    assertThat(Fingerprint.of(beside).digest()).isEqualTo(Fingerprint.of(one).digest());
    assertThat(Fingerprint.of(one).digest().equals(Fingerprint.of(two).digest()))
        .isEqualTo(one.equals(two));
  }

  @Test
  void textsDoNotRunIntoEachOther() {
    assertThat(Fingerprint.of(Map.of("a", "b1:c", "d", "e")).digest())
        .isNotEqualTo(Fingerprint.of(Map.of("a", "b", "1:c1:d", "e")).digest());
    assertThat(Fingerprint.of(Map.of("ab", "c")).digest())
        .isNotEqualTo(Fingerprint.of(Map.of("a", "bc")).digest());
  }

  @Test
  void changesAreTold() {
    Fingerprint now =
        Fingerprint.of(
            Map.of("parameter minutes", "30", "method x", "2", "new one", "1", "~aside", "9"));
    assertThat(
            now.changesSince(
                Map.of("parameter minutes", "15", "method x", "1", "old one", "1", "~aside", "8")))
        .containsExactly(
            "method x changed",
            "new one is new",
            "old one is gone",
            "parameter minutes changed from 15 to 30");
    assertThat(now.changesSince(now.ingredients())).isEmpty();
  }

  @Test
  void aLongValueIsCut() {
    Fingerprint now = Fingerprint.of(Map.of("parameter columns", "x".repeat(500)));
    assertThat(now.changesSince(Map.of("parameter columns", "a")))
        .singleElement()
        .satisfies(told -> assertThat(told).endsWith("x…").hasSizeLessThan(120));
  }
}
