package dev.plumbline.tables;

import dev.plumbline.pipeline.json.Json;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * Lists live files by the cheapest way there is: what an earlier process kept and the commits
 * since, the commits from the first on while they are few, or Kernel's replay with its checkpoints.
 *
 * <p>A kept list is one file for each table: a line that names version and commit, a line for each
 * live file, a last line with their count and sum. It holds for exactly one commit file (id, size,
 * time).
 */
record FileListCache(Optional<Path> folder) {
  private static final int FEW_COMMITS = 64;
  private static final int MOST_FILES = 50_000;
  private static final System.Logger LOG = System.getLogger(FileListCache.class.getName());

  /** A list as it was kept. */
  private record Kept(long version, List<LiveFile> files) {}

  List<LiveFile> files(DeltaLog log, TableHead head) {
    Optional<Kept> kept = folder.flatMap(f -> kept(f, log, head));
    if (kept.isPresent() && kept.get().version() == head.version()) {
      return kept.get().files();
    }
    List<LiveFile> files = replay(log, head, kept);
    if (folder.isPresent() && files.size() <= MOST_FILES) {
      keep(folder.get(), log, head, files);
    }
    return files;
  }

  private static List<LiveFile> replay(DeltaLog log, TableHead head, Optional<Kept> kept) {
    long from = kept.map(Kept::version).orElse(-1L);
    if (head.version() - from <= FEW_COMMITS) {
      LiveFiles live = LiveFiles.of(kept.map(Kept::files).orElse(List.of()));
      if (live.advance(log, from, head.version())) {
        return live.list();
      }
    }
    List<LiveFile> found = new ArrayList<>();
    var scan = Kernel.snapshot(log.table(), head.version()).getScanBuilder().build();
    Kernel.files(log.table(), head.version(), scan, row -> found.add(LiveFile.of(row)));
    return List.copyOf(found);
  }

  /** The last line: how many there are, and their CRC32. */
  private static String end(List<String> lines) {
    CRC32 sum = new CRC32();
    lines.forEach(line -> sum.update(line.getBytes(StandardCharsets.UTF_8)));
    return lines.size() - 1 + " " + Long.toHexString(sum.getValue());
  }

  private static Path file(Path folder, DeltaLog log) {
    byte[] place = log.table().toString().getBytes(StandardCharsets.UTF_8);
    return folder.resolve(UUID.nameUUIDFromBytes(place) + ".files");
  }

  private static Map<String, Object> title(DeltaLog log, String id, long version)
      throws IOException {
    FileStatus commit = log.table().status(log.commitFile(version));
    Map<String, Object> title = new LinkedHashMap<>();
    title.put("table", log.table().toString());
    title.put("id", id);
    title.put("version", version);
    title.put("bytes", commit.getSize());
    title.put("time", commit.getModificationTime());
    return title;
  }

  private static Optional<Kept> kept(Path folder, DeltaLog log, TableHead head) {
    try {
      List<String> lines = Files.readAllLines(file(folder, log));
      Map<?, ?> title = (Map<?, ?>) Json.parse(lines.get(0));
      long version = Long.parseLong(String.valueOf(title.get("version")));
      int last = lines.size() - 1;
      if (version > head.version()
          || !lines.get(0).equals(Json.write(title(log, head.id(), version)))
          || !lines.get(last).equals(end(lines.subList(0, last)))) {
        return Optional.empty();
      }
      List<LiveFile> files = new ArrayList<>();
      for (String line : lines.subList(1, last)) {
        files.add(LiveFile.kept((Map<?, ?>) Json.parse(line)));
      }
      return Optional.of(new Kept(version, files));
    } catch (IOException | RuntimeException e) {
      return Optional.empty(); // none yet, or of another release
    }
  }

  private static void keep(Path folder, DeltaLog log, TableHead head, List<LiveFile> files) {
    try {
      List<String> lines = new ArrayList<>();
      lines.add(Json.write(title(log, head.id(), head.version())));
      files.forEach(file -> lines.add(Json.write(file.toKeep())));
      lines.add(end(lines));
      Files.createDirectories(folder);
      Path file = file(folder, log);
      Path own = LinkedCommit.beside(file);
      Files.write(own, lines);
      Files.move(own, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "Cannot keep the files of {0}: {1}", log.table(), e);
    }
  }
}
