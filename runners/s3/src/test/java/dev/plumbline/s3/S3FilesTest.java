package dev.plumbline.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.tables.ObjectStore;
import dev.plumbline.testing.S3Server;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.utils.CloseableIterator;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class S3FilesTest {
  @TempDir Path temp;
  private TestingProxy proxy;
  private TestingS3 s3;
  private String folder;

  @BeforeEach
  void start() throws IOException {
    proxy = new TestingProxy(S3Server.get().endpoint());
    s3 = new TestingS3(S3Server.conf(proxy.endpoint()), temp);
    folder = S3Server.get().freshFolder().toString();
  }

  @AfterEach
  void stop() {
    proxy.close();
  }

  private static CloseableIterator<String> lines(String... lines) {
    return Utils.toCloseableIterator(List.of(lines).iterator());
  }

  private void create(ObjectStore.Files files, String name, String line) throws IOException {
    files.newOutputFile(folder + name).writeAtomically(lines(line), false);
  }

  private String text(String name) throws IOException {
    return new String(s3.objects().get(S3Key.of(folder + name)), StandardCharsets.UTF_8);
  }

  @Test
  void theSecondWriterOfAVersionIsRefused() throws IOException {
    create(s3.files(), "0.json", "mine");
    assertThatThrownBy(() -> create(s3.files(), "0.json", "yours"))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(text("0.json")).isEqualTo("mine\n");
  }

  @Test
  void aCommitWhoseAnswerWasLostIsKnownAsOwn() throws IOException {
    proxy.answersToLose.set(1);
    create(s3.files(), "0.json", "mine");
    assertThat(proxy.answersToLose).hasValue(0);
    assertThat(text("0.json")).isEqualTo("mine\n");
  }

  @Test
  void aCommitWhoseEveryAnswerWasLostIsKnownAsOwn() throws IOException {
    proxy.answersToLose.set(100);
    create(s3.files(), "0.json", "mine");
    assertThat(text("0.json")).isEqualTo("mine\n");
  }

  @Test
  void underALeaseAFileThatIsThereIsRefusedToo() throws IOException {
    proxy.forgetsConditions = true;
    ObjectStore.Files leased = s3.with("s3.commit", "lease").files();
    create(leased, "0.json", "mine");
    assertThatThrownBy(() -> create(leased, "0.json", "yours"))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(text("0.json")).isEqualTo("mine\n");
  }

  @Test
  void aStoreThatTakesTwoWritesOfOneNameIsAnObstacle() throws IOException {
    proxy.forgetsConditions = true;
    String table = folder + "trips";
    assertThat(s3.files().obstacleToCommit(table))
        .hasValueSatisfying(
            why -> assertThat(why).contains("If-None-Match").contains("s3.commit=lease"));
    // The fault bites: both writers are told that they won.
    create(s3.with("s3.commit", "put").files(), "0.json", "mine");
    create(s3.with("s3.commit", "put").files(), "0.json", "yours");

    assertThat(s3.with("s3.commit", "lease").files().obstacleToCommit(table)).isEmpty();
    assertThat(s3.with("s3.commit", "put").files().obstacleToCommit(table)).isEmpty();
    proxy.forgetsConditions = false;
    assertThat(s3.files().obstacleToCommit(table)).isEmpty();
    proxy.close(); // it is remembered
    assertThat(s3.files().obstacleToCommit(table)).isEmpty();
  }

  @Test
  void filesAreListedFromANameOn() throws IOException {
    for (String name : List.of("log/1", "log/2", "log/3", "log/sub/2", "other/2")) {
      create(s3.files(), name, name);
    }
    List<String> found = new ArrayList<>();
    s3.files().listFrom(folder + "log/2").forEachRemaining(f -> found.add(f.getPath()));
    assertThat(found).containsExactly(folder + "log/2", folder + "log/3");
    assertThat(s3.files().listFrom(folder + "log/4").hasNext()).isFalse();
    assertThatThrownBy(() -> s3.files().listFrom(folder + "none/0"))
        .isInstanceOf(FileNotFoundException.class);
  }

  @Test
  void whatWasWrittenIsReadFromEveryPosition() throws IOException {
    byte[] bytes = new byte[3_000_000];
    new Random(1).nextBytes(bytes);
    try (var out = s3.files().newOutputFile(folder + "data").create(false)) {
      out.write(bytes, 0, 1_000_000);
      out.write(bytes[1_000_000]);
      out.write(bytes, 1_000_001, bytes.length - 1_000_001);
      assertThat(out.getPos()).isEqualTo(bytes.length);
    }
    for (long size : List.of(-1L, 0L, (long) bytes.length)) {
      var input = s3.files().newInputFile(folder + "data", size);
      assertThat(input.length()).isEqualTo(bytes.length);
      try (var in = input.newStream()) {
        assertThat(in.readAllBytes()).isEqualTo(bytes);
        assertThat(in.read()).isEqualTo(-1);
      }
      try (var in = input.newStream()) {
        for (int from : List.of(2_999_992, 2_950_000, 0, 1_048_575, 1_048_576, 2_999_999)) {
          in.seek(from);
          byte[] some = new byte[Math.min(1_500_000, bytes.length - from)];
          in.readFully(some, 0, some.length);
          assertThat(some).isEqualTo(java.util.Arrays.copyOfRange(bytes, from, from + some.length));
          assertThat(in.getPos()).isEqualTo(from + some.length);
        }
      }
    }
    for (long size : List.of(-1L, 0L)) {
      assertThatThrownBy(() -> s3.files().newInputFile(folder + "none", size).newStream())
          .isInstanceOf(FileNotFoundException.class);
    }
    assertThatThrownBy(() -> s3.files().getFileStatus(folder + "none"))
        .isInstanceOf(FileNotFoundException.class);
  }

  @Test
  void anEmptyFileIsRead() throws IOException {
    s3.files().newOutputFile(folder + "empty").create(false).close();
    try (var in = s3.files().newInputFile(folder + "empty", -1).newStream()) {
      assertThat(in.read()).isEqualTo(-1);
    }
  }
}
