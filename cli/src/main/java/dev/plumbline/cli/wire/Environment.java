package dev.plumbline.cli.wire;

import dev.plumbline.cli.conf.Conf;
import jakarta.inject.Inject;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * What a run is recorded with: source commit, JDK, libraries, conf. Git is asked at once, in the
 * background, since it takes as long as a small plan.
 */
public final class Environment {
  private final Conf conf;
  private final CompletableFuture<Optional<Commit>> commit;

  private record Commit(String id, boolean dirty) {}

  @Inject
  Environment(Conf conf) {
    this.conf = conf;
    this.commit = CompletableFuture.supplyAsync(() -> commit(conf.project()));
  }

  /** By name, sorted; the caller may add to it. Secrets are masked. */
  SortedMap<String, String> describe() {
    SortedMap<String, String> all = new TreeMap<>();
    commit
        .join()
        .ifPresent(
            c -> {
              all.put("git.commit", c.id());
              all.put("git.dirty", Boolean.toString(c.dirty()));
            });
    all.put("java.version", System.getProperty("java.version"));
    all.put("java.vendor", System.getProperty("java.vendor"));
    all.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    all.put("user", System.getProperty("user.name"));
    all.put("conf.environment", conf.environment());
    conf.shown().forEach((key, value) -> all.put("conf." + key, value));
    all.put("libraries", String.join(" ", libraries()));
    return all;
  }

  private static List<String> libraries() {
    List<String> names = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      int slash = entry.lastIndexOf(File.separatorChar);
      boolean engine = slash > 0 && entry.startsWith("spark", Math.max(0, slash - 5));
      if (!engine && entry.endsWith(".jar")) {
        names.add(entry.substring(slash + 1, entry.length() - ".jar".length()));
      }
    }
    return names;
  }

  /** Empty outside of a git checkout, or without git. */
  private static Optional<Commit> commit(Path project) {
    try {
      Process git =
          new ProcessBuilder("git", "status", "--porcelain=v2", "--branch", "--untracked-files=no")
              .directory(project.toFile())
              .redirectErrorStream(true)
              .start();
      String text = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (git.waitFor() != 0) {
        return Optional.empty();
      }
      Optional<String> id =
          text.lines()
              .filter(l -> l.startsWith("# branch.oid "))
              .map(l -> l.substring("# branch.oid ".length()))
              .findFirst();
      boolean dirty = text.lines().anyMatch(l -> !l.startsWith("#"));
      return id.map(i -> new Commit(i, dirty));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
