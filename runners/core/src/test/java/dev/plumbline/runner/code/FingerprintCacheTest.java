package dev.plumbline.runner.code;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a kept fingerprint is given, and when it is made again. */
class FingerprintCacheTest {
  @TempDir private Path root;
  private Path cache;
  private Path api;
  private Path library;
  private Path folder;
  private Path jar;
  private CodeFingerprint first;

  @BeforeEach
  void compile() throws IOException {
    cache = root.resolve("cache");
    api = TestingFlights.api(root);
    library = TestingFlights.library(root);
    folder = TestingFlights.STEPS.compile(root.resolve("classes"), List.of(api, library));
    jar = TestingProject.jar(folder, root.resolve("steps.jar"));
    first = ask(jar);
  }

  private CodeFingerprint ask(Path steps) throws IOException {
    return TestingFlights.fingerprint(List.of(steps, api, library), cache);
  }

  private List<Path> kept() throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      return files.sorted().toList();
    }
  }

  /** Puts an answer that only the cache can give in the place of each kept one. */
  private void mark() throws IOException {
    for (Path file : kept()) {
      rewrite(
          file, Files.readString(file, UTF_8).replaceAll("ingredient \\w+ ", "ingredient kept "));
    }
  }

  private static void rewrite(Path file, String text) throws IOException {
    String body = text.substring(0, text.lastIndexOf("crc "));
    java.util.zip.CRC32 crc = new java.util.zip.CRC32();
    crc.update(body.getBytes(UTF_8));
    Files.writeString(file, body + "crc " + Long.toHexString(crc.getValue()) + "\n", UTF_8);
  }

  private static boolean isKept(CodeFingerprint answer) {
    return answer.ingredients().containsValue("kept");
  }

  @Test
  void anUnchangedJarIsNotReadAgain() throws IOException {
    assertThat(ask(jar)).isEqualTo(first);
    mark();

    assertThat(isKept(ask(jar))).isTrue();
  }

  @Test
  void anUnchangedFolderIsNotReadAgain() throws IOException {
    ask(folder);
    mark();

    assertThat(isKept(ask(folder))).isTrue();
  }

  @Test
  void aTouchedJarIsReadAgain() throws IOException {
    mark();
    Files.setLastModifiedTime(jar, FileTime.fromMillis(1));

    assertThat(ask(jar)).isEqualTo(first);
  }

  @Test
  void aClassChangedInAFolderIsSeen() throws IOException {
    ask(folder);
    TestingFlights.STEPS
        .edit("dev.x.Late", "x + 1", "x + 2")
        .compile(folder, List.of(api, library), List.of("dev.x.Late"));

    assertThat(CodeChange.between(first, ask(folder)))
        .containsExactly("method dev.x.Late#share changed");
  }

  @Test
  void aClassDeletedFromAFolderIsSeen() throws IOException {
    ask(folder);
    mark();
    Files.delete(folder.resolve("dev/x/Sibling.class"));

    assertThat(ask(folder)).isEqualTo(first);
  }

  @Test
  void aLibraryReplacedInPlaceIsSeen() throws IOException {
    Path classes =
        TestingFlights.LIBRARY
            .edit("org.lib.Words", "return 1", "return 2")
            .compile(root.resolve("lib2"), List.of());
    TestingProject.jar(classes, library);

    assertThat(CodeChange.between(first, ask(jar)))
        .containsExactly("library words-1.0.jar changed");
  }

  @Test
  void aLibraryOfAnotherVersionOnTheClassPathIsSeenThoughTheOldOneLiesThere() throws IOException {
    Path classes =
        TestingFlights.LIBRARY
            .edit("org.lib.Words", "return 1", "return 2")
            .compile(root.resolve("lib2"), List.of());
    Path newer = TestingProject.jar(classes, root.resolve("words-1.1.jar"));

    CodeFingerprint after = TestingFlights.fingerprint(List.of(jar, api, newer), cache);

    assertThat(CodeChange.between(first, after))
        .containsExactly("library words-1.0.jar became words-1.1.jar");
  }

  @Test
  void theSameLibraryUnderAnotherNameOrBuiltAgainIsTheSameCode() throws IOException {
    Path classes = TestingFlights.LIBRARY.compile(root.resolve("lib2"), List.of());
    Path renamed = TestingProject.jar(classes, root.resolve("words.jar"));

    CodeFingerprint after = TestingFlights.fingerprint(List.of(jar, api, renamed), cache);
    CodeFingerprint unpacked = TestingFlights.fingerprint(List.of(jar, api, classes), cache);

    assertThat(after.digest()).isEqualTo(first.digest());
    assertThat(unpacked.digest()).isEqualTo(first.digest());
    assertThat(after.ingredients()).containsKey("library words.jar");
    assertThat(CodeChange.between(first.ingredients(), after.ingredients())).isEmpty();
  }

  @Test
  void aLibraryBehindAManifestsClassPathIsSeen() throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, "steps.jar words-1.0.jar");
    Path path = root.resolve("path.jar");
    new JarOutputStream(Files.newOutputStream(path), manifest).close();
    CodeFingerprint before = TestingFlights.fingerprint(List.of(path, api), cache);
    Path classes =
        TestingFlights.LIBRARY
            .edit("org.lib.Words", "return 1", "return 2")
            .compile(root.resolve("lib2"), List.of());
    TestingProject.jar(classes, root.resolve("words-1.1.jar"));
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, "steps.jar words-1.1.jar");
    new JarOutputStream(Files.newOutputStream(path), manifest).close();

    assertThat(before).isEqualTo(first);
    assertThat(CodeChange.between(before, TestingFlights.fingerprint(List.of(path, api), cache)))
        .containsExactly("library words-1.0.jar became words-1.1.jar");
  }

  @Test
  void aDamagedFileIsMadeAgain() throws IOException {
    for (Path file : kept()) {
      byte[] good = Files.readAllBytes(file);
      for (int at = 0; at < good.length; at += 7) {
        byte[] bad = good.clone();
        bad[at] ^= 1;
        Files.write(file, bad);
        assertThat(ask(jar)).as("byte %d of %s", at, file.getFileName()).isEqualTo(first);
      }
      for (int length = 0; length < good.length; length += 50) {
        Files.write(file, java.util.Arrays.copyOf(good, length));
        assertThat(ask(jar)).as("%d bytes of %s", length, file.getFileName()).isEqualTo(first);
      }
    }
  }

  @Test
  void anotherKeysFileIsNotTaken() throws IOException {
    CodeFingerprint sibling;
    List<Path> before = kept();
    try (URLClassLoader loader = TestingProject.loader(List.of(jar, api, library))) {
      sibling = CodeFingerprints.open(cache).of(TestingFlights.load(loader, "dev.x.Sibling"));
      List<Path> added = new ArrayList<>(kept());
      added.removeAll(before);
      Path label =
          before.stream().filter(f -> f.toString().contains("Label")).findFirst().orElseThrow();
      Files.copy(label, added.get(0), StandardCopyOption.REPLACE_EXISTING);

      assertThat(CodeFingerprints.open(cache).of(TestingFlights.load(loader, "dev.x.Sibling")))
          .isEqualTo(sibling)
          .isNotEqualTo(first);
    }
  }

  @Test
  void aFolderThatCannotBeWrittenCostsOnlyTime() throws IOException {
    Path file = Files.createFile(root.resolve("file"));

    assertThat(TestingFlights.fingerprint(List.of(jar, api, library), file)).isEqualTo(first);
  }

  @Test
  void aKeptAnswerNeedsNeitherTheBytecodeReaderNorTheLibraries() throws Exception {
    URL own = CodeFingerprints.class.getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader alone =
            new URLClassLoader(new URL[] {own}, ClassLoader.getPlatformClassLoader());
        URLClassLoader steps = TestingProject.loader(List.of(jar, api, library))) {
      Class<?> asker = alone.loadClass(CodeFingerprints.class.getName());
      Object open = asker.getMethod("open", Path.class).invoke(null, cache);
      Class<?> label = TestingFlights.load(steps, TestingFlights.STEP);

      Object answer = asker.getMethod("of", Class.class).invoke(open, label);

      assertThat(answer).hasToString(first.toString());
    }
  }
}
