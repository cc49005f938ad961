package dev.plumbline.runner.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class CodeChangeTest {
  @Test
  void tellsWhatChangedBeforeWhatIsReached() {
    Map<String, String> before =
        Map.of("method a.B#c", "1", "method a.B#gone", "1", "java", "17", "library x-1.jar", "1");
    Map<String, String> now =
        Map.of("method a.B#c", "2", "method a.B#a", "1", "java", "21", "library x-1.jar", "2");

    assertThat(CodeChange.between(before, now))
        .containsExactly(
            "Java 17 became Java 21",
            "library x-1.jar changed",
            "method a.B#c changed",
            "method a.B#a is now reached",
            "method a.B#gone is no longer reached");
  }

  @Test
  void aLibraryOfAnotherNameIsTold() {
    assertThat(CodeChange.between(Map.of("library x-1.jar", "1"), Map.of("library y-1.jar", "2")))
        .containsExactly("library y-1.jar is now reached", "library x-1.jar is no longer reached");
  }

  @Test
  void theRulesAreTold() {
    assertThat(CodeChange.between(Map.of("rules", "1"), Map.of("rules", "2")))
        .containsExactly("the rules of code fingerprints changed");
  }

  @Property
  void equalDigestsAreNoChangeAndOthersAre(
      @ForAll @Size(max = 4) Map<@AlphaChars @StringLength(min = 1, max = 2) String, Boolean> a,
      @ForAll @Size(max = 4) Map<@AlphaChars @StringLength(min = 1, max = 2) String, Boolean> b) {
    CodeFingerprint before = CodeFingerprint.of(ingredients(a));
    CodeFingerprint now = CodeFingerprint.of(ingredients(b));

    List<String> lines = CodeChange.between(before.ingredients(), now.ingredients());

    assertThat(lines.isEmpty()).isEqualTo(before.digest().equals(now.digest()));
    assertThat(CodeChange.between(before, now)).isEqualTo(lines);
  }

  private static Map<String, String> ingredients(Map<String, Boolean> random) {
    Map<String, String> all = new HashMap<>();
    random.forEach(
        (name, library) ->
            all.put(
                (library ? "library " : "method ") + name + "-1.jar",
                library ? name.substring(0, 1) : name.length() + ""));
    return all;
  }
}
