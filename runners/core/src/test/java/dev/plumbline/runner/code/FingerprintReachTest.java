package dev.plumbline.runner.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How far a fingerprint looks: across jars, loaders, packages, and into what javac makes up. */
class FingerprintReachTest {
  private static final String READY =
      """
      package dev.plumbline.steps;
      public record Ready<T>(Class<T> rows) implements java.util.function.Supplier<String> {
        @Override public String get() { return dev.plumbline.models.Trees.name() + Inside.name(); }
      }
      """;
  private static final String INSIDE =
      """
      package dev.plumbline.steps;
      class Inside {
        static String name() { return "inside"; }
        static String other() { return "other"; }
      }
      """;
  private static final String TREES =
      """
      package dev.plumbline.models;
      public class Trees {
        public static String name() { return org.lib.Words.upper("trees"); }
        public static String other() { return "other"; }
      }
      """;
  private static final String FEATURES =
      """
      package com.team;
      public record Features(int a) {
        public Features { if (a < 0) throw new IllegalArgumentException(); }
        static int unreached() { return 1; }
      }
      """;
  private static final String USER =
      """
      package com.team;
      public record User(int a) implements java.util.function.Supplier<String> {
        @Override public String get() { return dev.plumbline.models.Trees.name(); }
      }
      """;

  @TempDir private Path root;
  private int builds;

  private Path jar(TestingProject project, Path... classPath) throws IOException {
    Path folder = project.compile(root.resolve("classes" + ++builds), List.of(classPath));
    return TestingProject.jar(folder, root.resolve(builds + "/some-1.0.jar"));
  }

  private CodeFingerprint fingerprint(List<Path> path, String step, String... also)
      throws IOException {
    try (URLClassLoader loader = TestingProject.loader(path)) {
      List<Class<?>> others = new ArrayList<>(List.of(int.class, String[].class));
      for (String name : also) {
        others.add(TestingFlights.load(loader, name));
      }
      return CodeFingerprints.open(root.resolve("cache"))
          .of(TestingFlights.load(loader, step), others);
    }
  }

  /** One class's fingerprint, all in one jar. */
  private CodeFingerprint alone(String... sources) throws IOException {
    return fingerprint(List.of(jar(TestingProject.of(sources))), "a.b.Step");
  }

  @Test
  void aReadyMadeStepReachesTheUsersRowsAndTheModelsByMethod() throws IOException {
    Path library = TestingFlights.library(root);
    TestingProject models = TestingProject.of(TREES);
    TestingProject steps = TestingProject.of(READY, INSIDE);
    TestingProject rows = TestingProject.of(FEATURES);
    List<TestingProject> edits = new ArrayList<>(List.of(rows));
    edits.add(rows.edit("com.team.Features", "return 1", "return 2"));
    edits.add(rows.edit("com.team.Features", "a < 0", "a < 1"));
    Path trees = jar(models, library);
    Path ready = jar(steps, trees);
    List<CodeFingerprint> seen = new ArrayList<>();
    for (TestingProject edit : edits) {
      seen.add(
          fingerprint(
              List.of(jar(edit), ready, trees, library),
              "dev.plumbline.steps.Ready",
              "com.team.Features"));
    }
    Path newer = jar(models.edit("dev.plumbline.models.Trees", "\"other\"", "\"new\""), library);
    Path older = jar(models.edit("dev.plumbline.models.Trees", "\"trees\"", "\"new\""), library);
    Path user = jar(TestingProject.of(USER), trees);

    assertThat(seen.get(0).ingredients())
        .containsKeys("record com.team.Features", "library words-1.0.jar")
        .containsKey("method dev.plumbline.models.Trees#name")
        .doesNotContainKey("library some-1.0.jar");
    assertThat(CodeChange.between(seen.get(0), seen.get(1))).isEmpty();
    assertThat(CodeChange.between(seen.get(0), seen.get(2)))
        .containsExactly("constructor com.team.Features changed");
    CodeFingerprint before = fingerprint(List.of(user, trees, library), "com.team.User");
    assertThat(
            CodeChange.between(before, fingerprint(List.of(user, newer, library), "com.team.User")))
        .isEmpty();
    assertThat(
            CodeChange.between(before, fingerprint(List.of(user, older, library), "com.team.User")))
        .containsExactly("package dev.plumbline.models changed");
  }

  @Test
  void oneJarOfAllIsFollowedByMethodAndToldByPackage() throws IOException {
    String words =
        "package org.lib; public class Words { public static String upper(String t) { return t; }"
            + " static int other() { return 1; } }";
    TestingProject all = TestingProject.of(USER, TREES, words);
    List<CodeFingerprint> seen = new ArrayList<>();
    for (TestingProject edit :
        List.of(
            all,
            all.edit("org.lib.Words", "return 1", "return 2"),
            all.edit("org.lib.Words", "return t", "return t + t"))) {
      seen.add(fingerprint(List.of(jar(edit)), "com.team.User"));
    }

    assertThat(CodeChange.between(seen.get(0), seen.get(1))).isEmpty();
    assertThat(CodeChange.between(seen.get(0), seen.get(2)))
        .containsExactly("package org.lib changed");
  }

  @Test
  void platformPackagesAreNoIngredient() throws IOException {
    Path library = TestingFlights.library(root);
    Path trees = jar(TestingProject.of(TREES), library);
    Path user = jar(TestingProject.of(USER), trees);
    try (URLClassLoader loader = TestingProject.loader(List.of(user, trees, library))) {
      Class<?> step = TestingFlights.load(loader, "com.team.User");
      Path cache = root.resolve("cache");

      assertThat(CodeFingerprints.open(cache).of(step).ingredients())
          .containsKey("library words-1.0.jar");
      assertThat(CodeFingerprints.open(cache, List.of("org.lib")).of(step).ingredients())
          .doesNotContainKey("library words-1.0.jar");
    }
  }

  @Test
  void rowsOfAnotherLoaderAndALoaderThatTellsNothingAreFollowed() throws IOException {
    Path library = TestingFlights.library(root);
    Path trees = jar(TestingProject.of(TREES), library);
    Path ready = jar(TestingProject.of(READY, INSIDE), trees);
    Path rows = jar(TestingProject.of(FEATURES));
    CodeFingerprint flat =
        fingerprint(
            List.of(rows, ready, trees, library), "dev.plumbline.steps.Ready", "com.team.Features");
    try (URLClassLoader parent = TestingProject.loader(List.of(ready, trees, library));
        URLClassLoader child =
            new URLClassLoader(new java.net.URL[] {rows.toUri().toURL()}, parent)) {
      Class<?> step = TestingFlights.load(parent, "dev.plumbline.steps.Ready");
      Class<?> features = TestingFlights.load(child, "com.team.Features");
      ClassLoader silent = new ClassLoader(parent) {};

      CodeFingerprints asked = CodeFingerprints.open(root.resolve("cache"));

      assertThat(asked.of(step, List.of(features))).isEqualTo(flat);
      assertThat(LoaderPath.of(child)).isPresent();
      assertThat(LoaderPath.of(silent)).isEmpty();
    }
  }

  @Test
  void anonymousClassesInOneAnotherAreToldByContent() throws IOException {
    String step =
        """
        package a.b;
        public record Step(int n) implements java.util.function.IntSupplier {
          static Object before() { return null; }
          @Override public int getAsInt() {
            record Local(int x) { int twice() { return x * 2; } }
            return new Object() {
              @Override public int hashCode() {
                Runnable self = () -> { hashCode(); new Object() {
                  @Override public String toString() { return "deep" + n; } }.toString(); };
                return self.hashCode() + new Local(3).twice();
              }
            }.hashCode();
          }
        }
        """;
    CodeFingerprint before = alone(step);
    CodeFingerprint more =
        alone(
            step.replace(
                "return null;",
                "record Local(int y) {} Runnable r = () -> {}; return new Object() { Object o ="
                    + " new Local(1); };"));

    assertThat(more).isEqualTo(before);
    for (List<String> edit :
        List.of(List.of("deep", "deeper"), List.of("x * 2", "x * 3"), List.of("(3)", "(4)"))) {
      assertThat(CodeChange.between(before, alone(step.replace(edit.get(0), edit.get(1)))))
          .containsExactly("method a.b.Step#getAsInt changed");
    }
  }

  @Test
  void aCallThroughAnInterfaceReachesWhatIsMadeOrHeldAlone() throws IOException {
    String step =
        """
        package a.b;
        public record Step(Held held) implements java.util.function.IntSupplier {
          @Override public int getAsInt() {
            Shape<Integer> made = new Made(); Shape<Integer> shape = held;
            return made.area(1) + shape.area(2);
          }
        }
        """;
    String shape =
        """
        package a.b;
        interface Shape<T> { int LIMIT = Integer.parseInt("4"); int area(T of);
          default int twice(T of) { return area(of) * 2; } }
        """;
    String held =
        "package a.b; public record Held(int w) implements Shape<Integer> {"
            + " @Override public int area(Integer of) { return w; } }";
    String made =
        "package a.b; class Made implements Shape<Integer> {"
            + " @Override public int area(Integer of) { return 5 * 2; } }";
    String never =
        "package a.b; class Never implements Shape<Integer> {"
            + " @Override public int area(Integer of) { return 6; } }";
    CodeFingerprint before = alone(step, shape, held, made, never);

    assertThat(alone(step, shape, held, made, never.replace("6", "7"))).isEqualTo(before);
    assertThat(alone(step, shape.replace("* 2", "* 3"), held, made, never)).isEqualTo(before);
    assertThat(
            CodeChange.between(
                before, alone(step, shape, held.replace("w;", "w + 1;"), made, never)))
        .containsExactly("method a.b.Held#area changed");
    assertThat(CodeChange.between(before, alone(step, shape, held, made.replace("5", "8"), never)))
        .containsExactly("method a.b.Made#area changed");
    assertThat(
            CodeChange.between(
                before, alone(step, shape.replace("\"4\"", "\"5\""), held, made, never)))
        .containsExactly("static initialiser a.b.Shape changed");
  }

  @Test
  void aStaticHelperOfASiblingStepLeavesTheSiblingOut() throws IOException {
    String step =
        """
        package a.b;
        public record Step(int n) implements java.util.function.IntSupplier {
          @Override public int getAsInt() { return Sibling.help(n); }
        }
        """;
    String sibling =
        """
        package a.b;
        public record Sibling(int n) implements java.util.function.IntSupplier {
          static int help(int n) { return n + 1; }
          @Override public int getAsInt() { return n + 2; }
        }
        """;
    CodeFingerprint before = alone(step, sibling);

    assertThat(alone(step, sibling.replace("n + 2", "n + 3"))).isEqualTo(before);
    assertThat(CodeChange.between(before, alone(step, sibling.replace("n + 1", "n + 3"))))
        .containsExactly("method a.b.Sibling#help changed");
  }

  @Test
  void aClassOfTheJdkIsRefused() {
    assertThatThrownBy(() -> CodeFingerprints.open(root).of(String.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot fingerprint the code of java.lang.String: it comes from no jar or folder,"
                + " declare the step as a record in a file of its own");
  }
}
