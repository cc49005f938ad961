package dev.plumbline.runner.spool;

import dev.plumbline.pipeline.event.NotNowException;
import dev.plumbline.pipeline.event.RunListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Keeps events on the disk until a store has them. Each run that a process does has a file, written
 * event by event and deleted when the store has all of them; what a process leaves behind, since it
 * was killed or the store was away, the next one delivers. The store is told a file's events from
 * the first one on, so after a failure it is told some again: it must take an event twice as once.
 */
public final class Spool {
  private static final Logger LOG = System.getLogger(Spool.class.getName());
  private final SpoolSettings settings;
  private final Supplier<RunListener> store;

  /**
   * @param store makes a listener for one file's events, which throws {@link NotNowException} while
   *     the store is away
   */
  public Spool(SpoolSettings settings, Supplier<RunListener> store) {
    this.settings = settings;
    this.store = store;
  }

  /** What came of delivering. */
  public record Delivered(int files, List<Path> waiting) {
    public Delivered {
      waiting = List.copyOf(waiting);
    }
  }

  /** A listener for one run of this process. */
  public RunListener listener() {
    return listener(UnaryOperator.identity());
  }

  /**
   * A listener for one run of this process.
   *
   * @param guard stands before the store, and is asked when an event goes there
   */
  public RunListener listener(UnaryOperator<RunListener> guard) {
    return new SpooledRun(this, () -> guard.apply(store.get()));
  }

  /**
   * Delivers what earlier processes left behind, in order; leaves alone what belongs to a process
   * that lives. What can't be delivered stays, and is told in the log.
   */
  public Delivered deliver() {
    return deliver(name -> true);
  }

  /** Delivers what earlier processes left behind of one run. */
  Delivered deliver(String runId) {
    return deliver(name -> name.runId().equals(runId));
  }

  private Delivered deliver(Predicate<SpoolName> wanted) {
    int files = 0;
    List<Path> waiting = new ArrayList<>();
    for (SpoolName name : names()) {
      if (!wanted.test(name) || name.isOfThisProcess()) {
        continue;
      }
      Path path = settings.folder().resolve(name.text());
      if (!waiting.isEmpty()) {
        waiting.add(path); // the store is away: one try is enough
        continue;
      }
      try {
        files += deliver(path) ? 1 : 0;
      } catch (NotNowException | IOException | UncheckedIOException e) {
        waiting.add(path);
        LOG.log(
            Level.WARNING,
            "Events of run "
                + name.runId()
                + " still wait in "
                + path
                + ": "
                + e.getMessage()
                + "; the next command tries again");
      }
    }
    return new Delivered(files, waiting);
  }

  /** Answers whether there was something to deliver. */
  private boolean deliver(Path path) throws IOException {
    Optional<SpoolFile> taken = SpoolFile.take(path);
    if (taken.isEmpty()) {
      return false;
    }
    try (SpoolFile file = taken.get()) {
      LeftEvents left = new LeftEvents(file);
      left.deliver(store.get());
      if (left.refused().isEmpty() && file.isSound()) {
        file.delete();
      } else {
        Path aside = path.resolveSibling(path.getFileName() + SpoolName.ASIDE);
        file.rename(aside);
        LOG.log(
            Level.WARNING,
            "Not all of "
                + aside
                + " could be recorded: "
                + left.refused().orElse("it is damaged after event " + left.count())
                + "; look at it and delete it");
      }
      return true;
    }
  }

  /** Bytes that wait in files of others. */
  long waitingBytes() {
    long bytes = 0;
    for (SpoolName name : names()) {
      try {
        bytes += Files.size(settings.folder().resolve(name.text()));
      } catch (IOException e) {
        // Delivered meanwhile.
      }
    }
    return bytes;
  }

  SpoolSettings settings() {
    return settings;
  }

  /** A new file with a first text, for a run of this process. */
  SpoolFile create(String runId, String first) throws IOException {
    Files.createDirectories(settings.folder());
    int number = names().stream().mapToInt(SpoolName::number).max().orElse(0);
    while (true) {
      number++;
      Path path = settings.folder().resolve(SpoolName.ofThisProcess(runId, number).text());
      try {
        return SpoolFile.create(path, first);
      } catch (FileAlreadyExistsException e) {
        // Another run of this process; the next number is free.
      }
    }
  }

  /** In the order in which they were made. */
  private List<SpoolName> names() {
    try (Stream<Path> files = Files.list(settings.folder())) {
      return files
          .flatMap(file -> SpoolName.parse(file.getFileName().toString()).stream())
          .sorted(Comparator.comparing(SpoolName::number).thenComparing(SpoolName::text))
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot look into the spool: " + settings.folder() + ", see that it may be read", e);
    }
  }

  /** The process of this program, told from a later one of the same number by its start. */
  static String process() {
    ProcessHandle self = ProcessHandle.current();
    Instant start = self.info().startInstant().orElse(Instant.EPOCH);
    return self.pid() + "-" + start.toEpochMilli();
  }
}
