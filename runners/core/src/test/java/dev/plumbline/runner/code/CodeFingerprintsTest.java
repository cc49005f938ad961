package dev.plumbline.runner.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which edit of a step's sources changes its fingerprint, and how it is told. */
class CodeFingerprintsTest {
  private static CodeFingerprint before;

  @TempDir private Path root;

  @BeforeAll
  static void compile(@TempDir Path root) throws IOException {
    before = TestingFlights.fingerprint(TestingFlights.STEPS, root);
  }

  static Stream<Arguments> edits() {
    return Stream.of(
        same("a comment and lines", "Label", "int late =", "/* why */\n\n\n int late ="),
        same(
            "a local's name",
            "Late",
            "int share(int x) { return x + 1; }",
            "int share(int y) { return y + 1; }"),
        same(
            "an unreached method",
            "Label",
            "unreached() { return 4; }",
            "unreached() { return 5; }"),
        same(
            "a method more",
            "Late",
            "static int share",
            "static int more() { return 9; }" + " static int share"),
        same(
            "a lambda more, before",
            "Label",
            "private int weight",
            "static Object more() { Runnable r = () -> {}; Runnable s = () -> more(); return r; }"
                + " private int weight"),
        same(
            "a lambda more, first in the file",
            "Label",
            "@Override public void apply",
            "static Object more() { Runnable r = () -> more(); return r; }"
                + " @Override public void apply"),
        same(
            "an anonymous class more, before",
            "Label",
            "@Override public void apply",
            "static Object more() { return new Object() { public int hashCode() { return 1; } }; }"
                + " @Override public void apply"),
        same(
            "a switch more over the same enum, others first",
            "Label",
            "@Override public void apply",
            "static int more(Carrier c) { return switch (c) { case DL -> 5; case UA -> 1; default"
                + " -> 2; }; } @Override public void apply"),
        same(
            "a switch more over another enum",
            "Label",
            "@Override public void apply",
            "static int more(java.time.DayOfWeek c) { return switch (c) { case FRIDAY -> 5; default"
                + " -> 2; }; } @Override public void apply"),
        same(
            "an unreached method of a nested class",
            "Label",
            "int other() { return 5; }",
            "int other() { return 6; }"),
        same("a sibling step", "Sibling", "new Lax(3)", "new Lax(4)"),
        same("an override in a class that isn't made", "Lax", "-200", "-300"),
        same("a default method that nobody calls", "Rule", "return false", "return true"),
        same("@Deprecated", "Flight", "public record", "@Deprecated public record"),
        changed(
            "an inlined constant",
            "Label",
            "CONSTANT = 7",
            "CONSTANT = 8",
            "method dev.x.Label#apply changed"),
        changed("a helper", "Late", "x + 1", "x + 3", "method dev.x.Late#share changed"),
        changed(
            "a lambda's body",
            "Label",
            "row.origin() + late",
            "row.origin() + late + 1",
            "method dev.x.Label#apply changed"),
        changed(
            "an anonymous class's method",
            "Label",
            "a.length() - b.length()",
            "b.length() - a.length()",
            "method dev.x.Label#apply changed"),
        changed(
            "a case", "Label", "case UA -> 2", "case DL -> 2", "method dev.x.Label#weight changed"),
        changed(
            "cases swapped",
            "Label",
            "case AA -> 1; case UA -> 2;",
            "case UA -> 1; case AA -> 2;",
            "method dev.x.Label#weight changed"),
        changed(
            "a static initialiser",
            "Label",
            "\"LAX\", 30",
            "\"LAX\", 40",
            "static initialiser dev.x.Label changed"),
        changed(
            "a constructor's check",
            "Label",
            "minutes < 0",
            "minutes < 1",
            "constructor dev.x.Label changed"),
        changed(
            "an override in a class that is made",
            "Strict",
            "-100",
            "-101",
            "method dev.x.Strict#early2 changed"),
        changed(
            "what the JDK may call on it",
            "Strict",
            "\"strict\"",
            "\"stricter\"",
            "method dev.x.Strict#toString changed"),
        changed(
            "a superclass's method",
            "Base",
            "minutes > limit",
            "minutes >= limit",
            "method dev.x.Base#beyond changed"),
        changed(
            "a superclass's constructor",
            "Base",
            "this.limit = limit",
            "this.limit = limit + 1",
            "constructor dev.x.Base changed"),
        changed(
            "a new override",
            "Strict",
            "@Override public String",
            "@Override boolean beyond(int m) { return false; } @Override public String",
            "method dev.x.Strict#beyond is now reached"),
        changed(
            "a nested class", "Label", "x * 2", "x * 3", "method dev.x.Label$Nested#twice changed"),
        changed(
            "an annotation of a component",
            "Flight",
            "scale = 2",
            "scale = 3",
            "record dev.x.Flight changed"),
        changed(
            "a nested row's constructor",
            "Leg",
            "to.trim()",
            "to.strip()",
            "constructor dev.x.Leg changed"),
        changed(
            "the order of an enum",
            "Carrier",
            "AA, UA, DL",
            "AA, DL, UA",
            "enum dev.x.Carrier changed",
            "static initialiser dev.x.Carrier changed"),
        changed(
            "a library no longer called",
            "Late",
            "org.lib.Words.upper(text)",
            "text",
            "method dev.x.Late#shout changed",
            "library words-1.0.jar is no longer reached"));
  }

  private static Arguments same(String what, String type, String from, String to) {
    return arguments(what, type, from, to, List.of());
  }

  private static Arguments changed(
      String what, String type, String from, String to, String... lines) {
    return arguments(what, type, from, to, List.of(lines));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("edits")
  void tellsWhatAnEditChanged(String what, String type, String from, String to, List<String> lines)
      throws IOException {
    CodeFingerprint after =
        TestingFlights.fingerprint(TestingFlights.STEPS.edit("dev.x." + type, from, to), root);

    assertThat(CodeChange.between(before, after)).containsExactlyElementsOf(lines);
    assertThat(CodeChange.between(before.ingredients(), after.ingredients()))
        .containsExactlyElementsOf(lines);
    assertThat(after.digest().equals(before.digest())).isEqualTo(lines.isEmpty());
  }

  @Test
  void aComponentMoreIsToldAsTheRowsDeclaration() throws IOException {
    CodeFingerprint after =
        TestingFlights.fingerprint(
            TestingFlights.STEPS.edit("dev.x.Leg", "String to)", "String to, int km)"), root);

    assertThat(CodeChange.between(before, after))
        .containsExactly("constructor dev.x.Leg changed", "record dev.x.Leg changed");
  }

  @Test
  void aClassBesideChangesNothing() throws IOException {
    CodeFingerprint after =
        TestingFlights.fingerprint(
            TestingFlights.STEPS.add("package dev.x; public class Beside {}"), root);

    assertThat(after).isEqualTo(before);
  }

  @Test
  void debugInformationDoesNotCount() throws IOException {
    assertThat(TestingFlights.fingerprint(TestingFlights.STEPS, root, "-g")).isEqualTo(before);
    assertThat(TestingFlights.fingerprint(TestingFlights.STEPS, root.resolve("2"), "-g:none"))
        .isEqualTo(before);
    assertThat(TestingFlights.fingerprint(TestingFlights.STEPS, root.resolve("3"), "-parameters"))
        .isEqualTo(before);
  }

  @Test
  void incrementalAndFullBuildsAreEqual() throws IOException {
    Path api = TestingFlights.api(root);
    Path library = TestingFlights.library(root);
    List<Path> path = List.of(api, library);
    Path folder = TestingFlights.STEPS.compile(root.resolve("classes"), path);
    for (String type : List.of("dev.x.Label", "dev.x.Carrier", "dev.x.Flight", "dev.x.Late")) {
      TestingFlights.STEPS.compile(folder, path, List.of(type));
    }

    assertThat(TestingFlights.fingerprint(List.of(folder, api, library), root.resolve("cache")))
        .isEqualTo(before);
  }

  @Test
  void jarAndFolderAreEqual() throws IOException {
    Path api = TestingFlights.api(root);
    Path library = TestingFlights.library(root);
    Path folder = TestingFlights.STEPS.compile(root.resolve("classes"), List.of(api, library));
    Path jar = TestingProject.jar(folder, root.resolve("with space/my steps.jar"));

    assertThat(TestingFlights.fingerprint(List.of(jar, api, library), root.resolve("cache")))
        .isEqualTo(before);
  }

  @Test
  void theDigestIsThatOfTheIngredients() {
    assertThat(CodeFingerprint.of(before.ingredients())).isEqualTo(before);
    assertThat(before.ingredients())
        .containsKeys("java", "rules", "library words-1.0.jar", "method dev.x.Late#share")
        .doesNotContainKey("library plumbline-pipeline-api.jar");
  }
}
