package dev.plumbline.cli.jar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentsTest {
  private static final String SERVICES = "META-INF/services/x.Service";
  @TempDir Path folder;

  private Path jar(String name, Map<String, String> files) throws IOException {
    Path jar = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(UTF_8));
      }
    }
    return jar;
  }

  private Path packed(String name, Path... places) throws IOException {
    Path jar = folder.resolve(name);
    try (Contents contents = new Contents()) {
      for (Path place : places) {
        contents.add(place);
      }
      JarFileWriter.write(contents, jar);
    }
    return jar;
  }

  private static Map<String, String> read(Path jar) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (JarFile open = new JarFile(jar.toFile())) {
      for (ZipEntry entry : List.copyOf(open.stream().toList())) {
        files.put(entry.getName(), new String(open.getInputStream(entry).readAllBytes(), UTF_8));
      }
    }
    files.remove(JarFile.MANIFEST_NAME);
    return files;
  }

  @Test
  void listsTheImplementationsOfAllJars() throws IOException {
    Path a = jar("a.jar", Map.of(SERVICES, "x.A # the first\n\nx.Both"));
    Path b = jar("b.jar", Map.of(SERVICES, "x.Both\nx.B"));
    assertThat(read(packed("c.jar", a, b))).containsEntry(SERVICES, "x.A\nx.Both\nx.B\n");
  }

  @Test
  void leavesOutWhatIsTrueOfOneJarAlone() throws IOException {
    Path a =
        jar(
            "a.jar",
            Map.of(
                "META-INF/A.SF", "",
                "META-INF/A.RSA", "",
                "META-INF/INDEX.LIST", "",
                "META-INF/maven/g/a/pom.xml", "",
                "module-info.class", "",
                "META-INF/versions/17/x/A.class", "never used: the manifest doesn't say so",
                "x/A.class", "a"));
    assertThat(read(packed("c.jar", a))).containsOnlyKeys("x/A.class");
  }

  @Test
  void keepsEachJarsLicence() throws IOException {
    Path a = jar("a.jar", Map.of("META-INF/LICENSE.txt", "a's", "x/License.class", "code"));
    Path b = jar("b.jar", Map.of("META-INF/LICENSE.txt", "b's"));
    assertThat(read(packed("c.jar", a, b)))
        .containsEntry("META-INF/legal/a.jar/LICENSE.txt", "a's")
        .containsEntry("META-INF/legal/b.jar/LICENSE.txt", "b's")
        .containsEntry("x/License.class", "code");
  }

  @Test
  void takesTheFirstOfTwoAndTellsOnlyWhereTheyDiffer() throws IOException {
    Path a = jar("a.jar", Map.of("x/A.class", "first", "x/Same.class", "same"));
    Path b = jar("b.jar", Map.of("x/A.class", "second", "x/Same.class", "same"));
    try (Contents contents = new Contents()) {
      contents.add(a);
      contents.add(b);
      assertThat(contents.clashes()).containsExactly("x/A.class in a.jar and b.jar");
    }
    assertThat(read(packed("c.jar", a, b))).containsEntry("x/A.class", "first");
  }

  @Test
  void givesEqualBytesForEqualContentsWhateverTheirTimesAndOrder() throws IOException {
    Map<String, String> files = new TreeMap<>(Map.of("x/A.class", "a", "x/B.class", "b"));
    Path classes = Files.createDirectories(folder.resolve("classes/x")).getParent();
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(classes.resolve(file.getKey()), file.getValue());
    }
    assertThat(packed("one.jar", jar("a.jar", files)))
        .hasSameBinaryContentAs(packed("two.jar", classes));
  }

  @Test
  void packsEveryEnvironmentButTheMachinesOwn() throws IOException {
    for (String name : List.of("base", "local", "cluster")) {
      Path environment = Files.createDirectories(folder.resolve("conf").resolve(name));
      Files.writeString(environment.resolve("plumb.properties"), "secrets.a=env:A\n");
    }
    assertThat(PackedConf.of(folder))
        .containsOnlyKeys(
            "META-INF/plumbline/conf/base/plumb.properties",
            "META-INF/plumbline/conf/cluster/plumb.properties");
  }

  @Test
  void packsNoSecret() throws IOException {
    Path base = Files.createDirectories(folder.resolve("conf/base"));
    Files.writeString(base.resolve("plumb.properties"), "secrets.a=env:A\nsecrets.b=sesame\n");
    assertThatThrownBy(() -> PackedConf.of(folder))
        .hasMessageContaining("secrets.b in conf/base/plumb.properties")
        .hasMessageNotContaining("sesame")
        .hasMessageNotContaining("secrets.a");
  }
}
