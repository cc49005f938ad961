package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code plumb} in a clone that is built already, with a java that says what it got. */
class LauncherTest {
  @TempDir Path folder;
  private Path home;
  private Path jdk;

  private record Said(int exit, List<String> out, String err) {
    String after(String option) {
      return out.get(out.indexOf(option) + 1);
    }
  }

  @BeforeEach
  void build() throws IOException {
    home = folder.toRealPath().resolve("a clone");
    Path lib = home.resolve("target/plumb/lib");
    write(home.resolve("plumb"), Files.readString(Path.of("../plumb")));
    write(home.resolve("pom.xml"), "<project/>");
    write(home.resolve("cli/src/main/java/A.java"), "class A {}");
    write(home.resolve("conf/base/plumb.properties"), "engine=spark\n");
    for (String jar : List.of("b", "a", "spark/c", "pipelines/d")) {
      write(lib.resolve(jar + ".jar"), "");
    }
    write(home.resolve("target/plumb/key"), "k\n");
    write(home.resolve("target/plumb/built"), "");
    jdk = java("17.0.1");
  }

  private Path java(String version) throws IOException {
    Path at = folder.resolve("jdk-" + version);
    write(at.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    write(at.resolve("bin/java"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    assertThat(at.resolve("bin/java").toFile().setExecutable(true)).isTrue();
    return at;
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Said plumb(Path in, Map<String, String> variables, String... words) throws Exception {
    ProcessBuilder process =
        new ProcessBuilder(
            Stream.concat(Stream.of("sh", home.resolve("plumb").toString()), Stream.of(words))
                .toList());
    process.directory(in.toFile());
    process.environment().keySet().removeIf(name -> name.startsWith("PLUMB_"));
    process.environment().putAll(Map.of("JAVA_HOME", jdk.toString(), "PLUMB_ARCHIVE", "no"));
    process.environment().putAll(variables);
    Path err = folder.resolve("err");
    Process running = process.redirectError(err.toFile()).start();
    String out = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(running.waitFor(), out.lines().toList(), Files.readString(err));
  }

  private String path(String... jars) {
    return String.join(
        ":", Stream.of(jars).map(j -> home + "/target/plumb/lib/" + j + ".jar").toList());
  }

  @Test
  void startsOneJvmOnAFixedClassPath() throws Exception {
    Said said = plumb(home, Map.of(), "plan", "two words", "--json");

    assertThat(said.err()).isEmpty();
    assertThat(said.after("-cp")).isEqualTo(path("a", "b", "spark/c", "pipelines/d"));
    assertThat(said.out()).contains("-Dplumb.project=" + home);
    assertThat(said.out().subList(said.out().size() - 4, said.out().size()))
        .containsExactly("dev.plumbline.cli.Plumb", "plan", "two words", "--json");
  }

  @Test
  void leavesTheEngineOutWhereItIsNotUsed() throws Exception {
    String without = path("a", "b", "pipelines/d");

    assertThat(plumb(home, Map.of(), "run", "x", "--engine", "local").after("-cp"))
        .isEqualTo(without);
    assertThat(plumb(home, Map.of(), "run", "x", "--engine=local").after("-cp")).isEqualTo(without);
    assertThat(plumb(home, Map.of("PLUMB_ENGINE", "local"), "run", "x").after("-cp"))
        .isEqualTo(without);
    write(home.resolve("conf/night/plumb.properties"), "engine=local");
    assertThat(plumb(home, Map.of("PLUMB_ENV", "night"), "run", "x").after("-cp"))
        .isEqualTo(without);
    assertThat(plumb(home, Map.of(), "run", "x", "--env", "night").after("-cp")).isEqualTo(without);
  }

  @Test
  void aFolderOfTheCloneIsTheClone() throws Exception {
    assertThat(plumb(home.resolve("cli"), Map.of(), "doctor").out())
        .contains("-Dplumb.project=" + home);
  }

  @Test
  void anotherProjectBringsItsOwnPipelinesAndNotTheExamples() throws Exception {
    Path own = folder.toRealPath().resolve("own");
    write(own.resolve("conf/base/plumb.properties"), "engine=local\n");
    write(own.resolve("deep/er/file"), "");

    Said said = plumb(own.resolve("deep/er"), Map.of(), "pipelines", "list");

    assertThat(said.out()).contains("-Dplumb.project=" + own);
    assertThat(said.after("-cp")).isEqualTo(path("a", "b"));
  }

  @Test
  void anOwnMavenProjectIsBuiltWhenItsSourcesAreNewer() throws Exception {
    Path own = folder.toRealPath().resolve("own");
    write(own.resolve("pom.xml"), "<project/>");
    write(own.resolve("src/main/java/B.java"), "class B {}");
    write(own.resolve("needed.jar"), "");
    write(
        own.resolve("mvnw"),
        "mkdir -p target/classes; echo "
            + own
            + "/needed.jar:/repository/a.jar:/repository/plumbline-pipeline-api.jar"
            + " > .plumbline/classpath; echo '[INFO] Building own 1 [1/1]'\n");

    Said first = plumb(own, Map.of(), "run", "mine", "--engine", "local");
    Said second = plumb(own, Map.of(), "run", "mine", "--engine", "local");

    assertThat(first.err()).contains("Building " + own);
    assertThat(second.err()).isEmpty();
    assertThat(second.after("-cp"))
        .isEqualTo(path("a", "b") + ":" + own + "/target/classes:" + own + "/needed.jar");
  }

  @Test
  void anOlderJavaGetsOneClearLine() throws Exception {
    jdk = java("11.0.2");

    Said said = plumb(home, Map.of(), "doctor");

    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.err())
        .isEqualTo(
            "Cannot run plumb: "
                + jdk
                + "/bin/java is Java 11.0.2, point JAVA_HOME at a JDK 17 or later.\n");
  }

  @Test
  void aChangedOrDeletedSourceRebuilds() throws Exception {
    write(home.resolve("mvnw"), "echo '[ERROR] no such luck'; exit 1\n");
    Files.setLastModifiedTime(
        home.resolve("target/plumb/built"), java.nio.file.attribute.FileTime.fromMillis(0));

    Said said = plumb(home, Map.of(), "doctor");

    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.err())
        .contains("its sources have changed", "[ERROR] no such luck", "Cannot build Plumbline");
    assertThat(home.resolve("target/plumb/building")).doesNotExist();
  }
}
