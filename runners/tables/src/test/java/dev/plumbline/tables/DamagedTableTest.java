package dev.plumbline.tables;

import static dev.plumbline.tables.TestingTrips.ONE;
import static dev.plumbline.tables.TestingTrips.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.runner.table.RowRange;
import dev.plumbline.runner.table.TableException;
import dev.plumbline.tables.TestingTrips.Trip;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of a damaged table one sees the rows that it had, or an error that names the file: no others. */
final class DamagedTableTest {
  private static final int PLACES = 200;

  @TempDir Path temp;
  private TestingTrips trips;
  private final Random random = new Random(42);

  /** What planning and reading see of a table. */
  private record Seen(
      String id, long version, String content, Optional<Long> rows, List<Trip> all) {}

  @BeforeEach
  void table() {
    trips = new TestingTrips(temp.resolve("trips"));
    for (int i = 0; i < 12; i++) { // the tenth makes a checkpoint
      trips.append("r" + i, new Trip(ONE, "AA", i), new Trip(TWO, "CC", -i));
    }
  }

  private Seen see() {
    DeltaState state =
        new DeltaCatalog(Storage.local()).newest(trips.folder().toUri()).orElseThrow();
    return new Seen(
        state.tableId(),
        state.version(),
        state.content(RowRange.all()),
        state.rows(RowRange.all()),
        trips.read());
  }

  private Map<Path, byte[]> files() {
    try (Stream<Path> all = Files.walk(trips.folder())) {
      Map<Path, byte[]> files = new TreeMap<>();
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(file, Files.readAllBytes(file));
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] flipped(byte[] bytes) {
    byte[] damaged = bytes.clone();
    damaged[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    return damaged;
  }

  private byte[] cut(byte[] bytes) {
    return Arrays.copyOf(bytes, random.nextInt(bytes.length));
  }

  /** What came of damage at some places. */
  private record Outcome(int harmless, int refused, int unnamed, int wrong) {}

  /** Damages one file after the other, each alone. */
  private Outcome damage(int places, UnaryOperator<byte[]> how) throws IOException {
    Seen whole = see();
    Map<Path, byte[]> files = files();
    List<Path> names = List.copyOf(files.keySet());
    int harmless = 0;
    int refused = 0;
    int unnamed = 0;
    int wrong = 0;
    for (int i = 0; i < places; i++) {
      Path file = names.get(i % names.size());
      Files.write(file, how.apply(files.get(file)));
      try {
        if (see().equals(whole)) {
          harmless++;
        } else {
          wrong++;
        }
      } catch (TableException e) { // any other exception is a fault of ours
        refused++;
        boolean named =
            e.getMessage().contains(file.getFileName().toString().replaceAll("^\\.|\\.crc$", ""));
        unnamed += named ? 0 : 1;
      }
      Files.write(file, files.get(file));
    }
    assertThat(see()).isEqualTo(whole);
    return new Outcome(harmless, refused, unnamed, wrong);
  }

  private void withoutSums() throws IOException {
    for (Path file : files().keySet()) {
      FileSums.delete(file);
    }
  }

  @Test
  void aFlippedBitIsRefusedOrDoesNothing() throws IOException {
    Outcome outcome = damage(PLACES, this::flipped);
    assertThat(outcome.wrong()).as("%s", outcome).isZero();
    assertThat(outcome.unnamed()).as("%s", outcome).isZero();
    assertThat(outcome.refused()).as("%s", outcome).isGreaterThan(PLACES / 4);
  }

  @Test
  void aFlippedBitBitesWhereNoSumsAre() throws IOException {
    withoutSums();
    assertThat(damage(PLACES, this::flipped).wrong()).isPositive();
  }

  @Test
  void aFileThatWasCutIsRefusedOrDoesNothing() throws IOException {
    Outcome outcome = damage(PLACES, this::cut);
    assertThat(outcome.wrong()).as("%s", outcome).isZero();
    assertThat(outcome.unnamed()).as("%s", outcome).isZero();
    assertThat(outcome.refused()).as("%s", outcome).isGreaterThan(PLACES / 4);
  }

  @Test
  void anEmptyFileIsRefusedOrDoesNothing() throws IOException {
    Outcome outcome = damage(files().size(), bytes -> new byte[0]);
    assertThat(outcome.wrong()).as("%s", outcome).isZero();
    assertThat(outcome.unnamed()).as("%s", outcome).isZero();
    assertThat(outcome.refused()).as("%s", outcome).isPositive();
  }
}
