package dev.plumbline.tables;

import dev.plumbline.runner.table.TableException;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files in a table's folder that were written for a commit that never came: data files that no
 * commit of the log names, and commits under the name that they have before they are one. Files of
 * older versions are none, nor is anything that isn't a Parquet file.
 */
public final class OrphanFiles {
  private static final String LOG = "_delta_log";

  /** A draft of what the winner of a version alone writes beside it: sums, checksum, checkpoint. */
  private static final Pattern BESIDE =
      Pattern.compile("\\.(\\.?([0-9]{20})\\.(crc|checkpoint)|\\.([0-9]{20})\\.json).*");

  private final Storage storage;

  public OrphanFiles(Storage storage) {
    this.storage = storage;
  }

  /** One file, by its path or URI. */
  public static final class Orphan {
    private final Place table;
    private final String file;
    private final long bytes;
    private final Instant changed;

    private Orphan(Place table, String file, long bytes, Instant changed) {
      this.table = table;
      this.file = file;
      this.bytes = bytes;
      this.changed = changed;
    }

    public String file() {
      return file;
    }

    public long bytes() {
      return bytes;
    }

    public Instant changed() {
      return changed;
    }
  }

  /** All of them; some may be of a writer that is about to commit. */
  public List<Orphan> in(URI location) {
    Place folder = storage.place(location);
    DeltaLog log = new DeltaLog(folder);
    List<Orphan> found = new ArrayList<>();
    try {
      List<Orphan> data =
          data(folder); // before the log: what is committed meanwhile is named there
      Set<String> named = data.isEmpty() ? Set.of() : named(log);
      data.stream().filter(file -> !named.contains(file.file())).forEach(found::add);
      found.addAll(drafts(log));
      return found;
    } catch (IOException e) {
      throw new TableException(
          TableException.Kind.ENVIRONMENT, "Cannot list the files of " + folder + ": " + e, e);
    }
  }

  /** Those of one logical write; whoever asks knows that nobody is at it. */
  public List<Orphan> of(URI location, String transaction) {
    return in(location).stream().filter(orphan -> isOf(orphan, transaction)).toList();
  }

  private static boolean isOf(Orphan orphan, String transaction) {
    if (StagedNames.isOf(orphan.file(), transaction)) {
      return true;
    }
    if (!orphan.file().startsWith(orphan.table.resolve(LOG + "/"))) {
      return false;
    }
    Matcher beside = BESIDE.matcher(orphan.file().substring(orphan.file().lastIndexOf('/') + 1));
    if (!beside.matches()) {
      return names(orphan.table, orphan.file(), transaction);
    }
    String version = beside.group(2) == null ? beside.group(4) : beside.group(2);
    String commit = new DeltaLog(orphan.table).commitFile(Long.parseLong(version));
    return names(orphan.table, commit, transaction);
  }

  /** Whether a commit, or one that was being written, says that it is of a write. */
  private static boolean names(Place table, String commit, String transaction) {
    try {
      String text = new String(table.read(commit), StandardCharsets.UTF_8);
      return text.contains("\"" + transaction + "\"");
    } catch (IOException e) {
      return false; // gone, or not text: somebody else's
    }
  }

  /** Deletes them; answers how many there were. */
  public static int delete(List<Orphan> orphans) {
    int gone = 0;
    for (Orphan orphan : orphans) {
      try {
        gone += orphan.table.files().delete(orphan.file()) ? 1 : 0;
      } catch (IOException e) {
        throw new TableException(
            TableException.Kind.ENVIRONMENT, "Cannot delete " + orphan.file() + ": " + e, e);
      }
    }
    return gone;
  }

  private static List<Orphan> data(Place table) throws IOException {
    return table.files() instanceof ObjectStore.Files objects
        ? objects(table, objects)
        : data(table, Path.of(table.path()));
  }

  private static List<Orphan> objects(Place table, ObjectStore.Files objects) throws IOException {
    String root = table.path() + "/";
    List<Orphan> files = new ArrayList<>();
    for (FileStatus object : objects.below(root)) {
      String below = object.getPath().substring(root.length());
      if (below.endsWith(".parquet") && !below.matches("(.*/)?[_.][^=/]*/.*")) {
        Instant changed = Instant.ofEpochMilli(object.getModificationTime());
        files.add(new Orphan(table, object.getPath(), object.getSize(), changed));
      }
    }
    return files;
  }

  private static List<Orphan> data(Place table, Path folder) throws IOException {
    List<Orphan> files = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return files;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes) {
            String name = at.getFileName().toString();
            boolean hidden = !at.equals(folder) && name.matches("[_.][^=]*");
            return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.getFileName().toString().endsWith(".parquet")) {
              files.add(orphan(table, file, attributes));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }
        });
    return files;
  }

  private static Orphan orphan(Place table, Path file, BasicFileAttributes attributes) {
    Instant changed = attributes.lastModifiedTime().toInstant();
    return new Orphan(table, file.toString(), attributes.size(), changed);
  }

  /**
   * Commits, and what saves time beside them, that were being written; see {@link LinkedCommit}. A
   * store of objects has none: what wasn't put whole isn't there.
   */
  private static List<Orphan> drafts(DeltaLog log) throws IOException {
    List<Orphan> drafts = new ArrayList<>();
    if (!log.table().kernel().isLocal()) {
      return drafts;
    }
    Path folder = Path.of(log.table().resolve(LOG));
    if (!Files.isDirectory(folder)) {
      return drafts;
    }
    try (var entries = Files.newDirectoryStream(folder, ".*.tmp")) {
      for (Path file : entries) {
        try {
          drafts.add(
              orphan(log.table(), file, Files.readAttributes(file, BasicFileAttributes.class)));
        } catch (NoSuchFileException e) {
          // it is a commit by now
        }
      }
    }
    return drafts;
  }

  /** What any commit that the log still has adds or removes, and what lives. */
  private static Set<String> named(DeltaLog log) {
    Set<String> named = new HashSet<>();
    long newest = log.newest().orElse(-1);
    long from = newest + 1;
    for (long version = newest; version >= 0; version--) {
      Optional<List<Map<?, ?>>> actions = log.actions(version, "add", "remove");
      if (actions.isEmpty()) {
        break;
      }
      from = version;
      actions.get().forEach(action -> action.values().forEach(file -> name(log, file, named)));
    }
    if (from > 0 && newest >= 0) {
      var scan = Kernel.snapshot(log.table(), newest).getScanBuilder().build();
      Kernel.files(log.table(), newest, scan, row -> named.add(path(log, LiveFile.of(row).path())));
    }
    return named;
  }

  private static void name(DeltaLog log, Object action, Set<String> named) {
    if (action instanceof Map<?, ?> file && file.get("path") instanceof String path) {
      named.add(path(log, path));
    }
  }

  /** A file of the log as listing it tells its path. */
  private static String path(DeltaLog log, String path) {
    try {
      URI uri = new URI(path);
      if (uri.getScheme() == null) {
        return log.table().resolve(uri.getPath());
      }
      return log.table().kernel().isLocal()
          ? uri.getPath()
          : uri.getScheme() + "://" + uri.getAuthority() + uri.getPath();
    } catch (URISyntaxException e) {
      return log.table().resolve(path);
    }
  }
}
