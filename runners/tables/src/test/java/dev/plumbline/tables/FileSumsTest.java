package dev.plumbline.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ours and those of Hadoop's local file system, on which Spark reads and writes, are the same. */
final class FileSumsTest {
  @TempDir Path temp;
  private final Random random = new Random(7);

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static FileSystem hadoop() throws IOException {
    return FileSystem.getLocal(new Configuration());
  }

  private static org.apache.hadoop.fs.Path path(Path file) {
    return new org.apache.hadoop.fs.Path(file.toUri());
  }

  private static byte[] byUs(Path file) throws IOException {
    try (var in = new NioInput(file).newStream()) {
      return in.readAllBytes();
    }
  }

  private static byte[] byHadoop(Path file) throws IOException {
    try (var in = hadoop().open(path(file))) {
      return in.readAllBytes();
    }
  }

  private static void damage(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 511, 512, 513, 65_536, 200_001})
  void hadoopChecksWhatWeWrote(int length) throws IOException {
    Path file = temp.resolve("ours");
    byte[] bytes = bytes(length);
    FileSums.Writer sums = new FileSums.Writer();
    Files.write(file, bytes);
    for (int done = 0; done < length; ) {
      int some = Math.min(1 + random.nextInt(2000), length - done);
      sums.update(bytes, done, some);
      done += some;
    }
    sums.keep(file, true);
    assertThat(byHadoop(file)).isEqualTo(bytes);
    damage(file);
    assertThatThrownBy(() -> byHadoop(file)).isInstanceOf(ChecksumException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 511, 512, 513, 65_536, 200_001})
  void weCheckWhatHadoopWrote(int length) throws IOException {
    Path file = temp.resolve("theirs");
    byte[] bytes = bytes(length);
    try (var out = hadoop().create(path(file))) {
      out.write(bytes);
    }
    assertThat(byUs(file)).isEqualTo(bytes);
    damage(file);
    assertThatThrownBy(() -> byUs(file))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void anyStretchIsReadAsItIs() throws IOException {
    Path file = temp.resolve("file");
    byte[] bytes = bytes(200_001);
    try (var out = hadoop().create(path(file))) {
      out.write(bytes);
    }
    try (var in = new NioInput(file).newStream()) {
      for (int i = 0; i < 500; i++) {
        int from = random.nextInt(bytes.length);
        byte[] some = new byte[random.nextInt(Math.min(bytes.length - from, 100_000))];
        in.seek(from);
        in.readFully(some, 0, some.length);
        assertThat(some).isEqualTo(java.util.Arrays.copyOfRange(bytes, from, from + some.length));
        assertThat(in.getPos()).isEqualTo(from + some.length);
      }
    }
  }

  @Test
  void aFileWithoutSumsIsReadUnchecked() throws IOException {
    Path file = Files.write(temp.resolve("alone"), bytes(1000));
    damage(file);
    assertThat(byUs(file)).isEqualTo(Files.readAllBytes(file));
  }
}
