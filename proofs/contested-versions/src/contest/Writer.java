package contest;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.BitSet;
import java.util.Random;

/** One of two processes: at each version it waits for the other one, then both commit. */
public final class Writer {
  private static final VarHandle LONG =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  /** Each writer's place in the shared file is on a cache line of its own. */
  private static final int LINE = 128;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Up to so long a writer is late, so that every part of a commit meets every other. */
  private static final int LATE_NANOS = 60_000;

  private final ByteBuffer shared;
  private final int number;

  private Writer(ByteBuffer shared, int number) {
    this.shared = shared;
    this.number = number;
  }

  static Process start(Path log, int number, Store store, int versions) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            Writer.class.getName(),
            log.toString(),
            String.valueOf(number),
            store.name(),
            String.valueOf(versions))
        .inheritIO()
        .start();
  }

  static Path commit(Path log, int version) {
    return log.resolve(String.format("%020d.json", version));
  }

  static String line(int number) {
    return "{\"commitInfo\":{\"engineInfo\":\"writer " + number + "\"}}";
  }

  /** The versions that a writer was told it won. */
  static BitSet won(Path log, int number) throws IOException {
    return BitSet.valueOf(Files.readAllBytes(log.resolveSibling("won-" + number)));
  }

  public static void main(String[] args) throws IOException {
    Path log = Path.of(args[0]);
    int number = Integer.parseInt(args[1]);
    Store store = Store.valueOf(args[2]);
    int versions = Integer.parseInt(args[3]);
    try (FileChannel channel =
        FileChannel.open(
            log.resolveSibling("barrier"),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      ByteBuffer shared = channel.map(FileChannel.MapMode.READ_WRITE, 0, 2L * LINE);
      BitSet won = new Writer(shared, number).contest(log, store, versions);
      Files.write(log.resolveSibling("won-" + number), won.toByteArray());
    }
  }

  private BitSet contest(Path log, Store store, int versions) throws IOException {
    BitSet won = new BitSet();
    Random random = new Random(number);
    for (int version = 0; version < versions; version++) {
      Path file = commit(log, version);
      meet(version + 1L);
      late(random.nextInt(LATE_NANOS));
      try {
        store.commit(file, line(number));
        won.set(version);
      } catch (FileAlreadyExistsException e) {
        // the other one's
      }
    }
    return won;
  }

  /** Returns at the moment when both have come here. */
  private void meet(long round) {
    LONG.setRelease(shared, number * LINE, round);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (int spins = 0; (long) LONG.getAcquire(shared, (1 - number) * LINE) < round; spins++) {
      if (spins % 1000 < 999) {
        Thread.onSpinWait();
      } else if (System.nanoTime() > deadline) {
        throw new IllegalStateException("Cannot go on: the other writer doesn't come");
      } else {
        Thread.yield();
      }
    }
  }

  private static void late(int nanos) {
    long until = System.nanoTime() + nanos;
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
  }
}
