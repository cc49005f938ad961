package dev.plumbline.tracking.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.tracking.ErrorCode;
import dev.plumbline.tracking.FileInfo;
import dev.plumbline.tracking.TrackingException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LocalArtifactsTest {
  @TempDir Path folder;

  private LocalArtifacts artifacts() {
    return LocalArtifacts.in(folder.resolve("root"));
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(InputStream in) throws IOException {
    try (in) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void writesReadsListsAndDeletes() throws IOException {
    artifacts().write("plots/roc 50%.svg", bytes("first"));
    artifacts().write("plots/roc 50%.svg", bytes("second"));

    assertThat(text(artifacts().read("plots/roc 50%.svg"))).isEqualTo("second");
    assertThat(artifacts().list("")).containsExactly(new FileInfo("plots", OptionalLong.empty()));
    assertThat(artifacts().list("plots"))
        .containsExactly(new FileInfo("plots/roc 50%.svg", OptionalLong.of(6)));
    assertThat(artifacts().list("nothing")).isEmpty();

    artifacts().delete("plots/roc 50%.svg");
    artifacts().delete("plots/roc 50%.svg");
    assertThatThrownBy(() -> artifacts().read("plots/roc 50%.svg"))
        .hasMessage("No such artifact: 'plots/roc 50%.svg'");
  }

  @Test
  void leavesWhatWasThereWhenTheStreamFails() throws IOException {
    artifacts().write("a.txt", bytes("whole"));
    InputStream failing = new SequenceInputStream(bytes("x".repeat(100_000)), new BrokenStream());

    assertThatThrownBy(() -> artifacts().write("a.txt", failing))
        .isInstanceOf(TrackingException.class);

    assertThat(text(artifacts().read("a.txt"))).isEqualTo("whole");
    try (var files = Files.list(folder.resolve("root"))) {
      assertThat(files).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../a",
        "a/../../b",
        "/etc/passwd",
        "a//b",
        ".",
        "",
        "a/./b",
        "C:/x",
        "a\\b",
        "%2e%2e/a",
        "a%2Fb",
        ".part-x",
        "a\0b"
      })
  void refusesPathsThatMeanSomethingElse(String path) {
    assertThatThrownBy(() -> artifacts().write(path, bytes("x")))
        .isInstanceOfSatisfying(
            TrackingException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_PARAMETER_VALUE));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void followsNoLinkOutOfItsRoot() throws IOException {
    Files.createDirectories(folder.resolve("root"));
    Files.createDirectories(folder.resolve("outside"));
    Files.writeString(folder.resolve("outside/secret"), "s");
    Files.createSymbolicLink(folder.resolve("root/out"), folder.resolve("outside"));
    Files.createSymbolicLink(folder.resolve("root/file"), folder.resolve("outside/secret"));

    assertThatThrownBy(() -> artifacts().read("out/secret")).hasMessageStartingWith("Invalid path");
    assertThatThrownBy(() -> artifacts().read("file")).hasMessageStartingWith("Invalid path");
    assertThatThrownBy(() -> artifacts().write("out/new", bytes("x")))
        .hasMessageStartingWith("Invalid path");
    assertThat(artifacts().list("")).isEmpty();
    assertThat(folder.resolve("outside/new")).doesNotExist();
  }

  @Test
  void opensFileAddressesAlone() throws IOException {
    LocalArtifacts.at(folder.resolve("by uri").toUri().toString()).write("a", bytes("1"));
    assertThat(folder.resolve("by uri/a")).hasContent("1");
    assertThatThrownBy(() -> LocalArtifacts.at("s3://bucket/x")).hasMessageContaining("use file:");
  }

  private static final class BrokenStream extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("gone");
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
      throw new IOException("gone");
    }
  }
}
