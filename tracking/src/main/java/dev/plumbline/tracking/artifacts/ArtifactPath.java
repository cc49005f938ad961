package dev.plumbline.tracking.artifacts;

import dev.plumbline.tracking.ErrorCode;
import dev.plumbline.tracking.TrackingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** An artifact's path below a root, which it can't leave: by its words, nor through a link. */
record ArtifactPath(Path root, String path, Path file) {
  /** Dots and slashes in disguise: a server that decodes twice would read them. */
  private static final Pattern ENCODED = Pattern.compile("%(2[eEfF]|5[cC])");

  /** What a file is called while it is written. */
  private static final String PART_PREFIX = ".part-";

  /** A name for a file while it is written; without the JDK's secure random, slow to begin. */
  static String partName() {
    return PART_PREFIX + Long.toHexString(ThreadLocalRandom.current().nextLong());
  }

  /** A path that names something below the root. */
  static ArtifactPath of(Path root, String path) {
    ArtifactPath found = ofFolder(root, path);
    if (found.path.isEmpty()) {
      throw invalid(path);
    }
    return found;
  }

  /** The same, or the root itself for an empty path. */
  static ArtifactPath ofFolder(Path root, String path) {
    String words = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    if (words.isEmpty() && path.isEmpty()) {
      return new ArtifactPath(root, "", root);
    }
    if (words.indexOf('\\') >= 0 || words.indexOf('\0') >= 0 || ENCODED.matcher(words).find()) {
      throw invalid(path);
    }
    Path file = root;
    for (String word : words.split("/", -1)) {
      if (word.isEmpty()
          || word.equals(".")
          || word.equals("..")
          || isPart(word)
          || word.endsWith(":")) {
        throw invalid(path);
      }
      file = file.resolve(word);
      if (Files.isSymbolicLink(file)) {
        throw invalid(path);
      }
    }
    return new ArtifactPath(root, words, file);
  }

  /** Whether a name is one that a file has only while it is written. */
  static boolean isPart(String name) {
    return name.startsWith(PART_PREFIX);
  }

  boolean isFile() {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  boolean isFolder() {
    return Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
  }

  TrackingException missing() {
    return TrackingException.missing("No such artifact: '" + path + "'");
  }

  TrackingException failure(String verb, IOException cause) {
    return new TrackingException(
        ErrorCode.INTERNAL_ERROR,
        "Cannot " + verb + " artifact: " + file + ", see that its disk has room and may be used",
        cause);
  }

  private static TrackingException invalid(String path) {
    return TrackingException.invalid("Invalid path: '" + path + "'");
  }
}
