package dev.plumbline.runner.code;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * Fingerprints kept in small text files, one for each key, each valid as long as the files it was
 * made from have the stamps that it lists. Losing a file costs time and nothing else: one that is
 * damaged, of another key or out of date is as if it weren't there, and a folder that can't be
 * written is left alone. Files are replaced whole, so several processes may share the folder.
 *
 * <pre>
 * plumbline-code 1
 * key (class path and names)
 * stamp file:4711:1790000000000000000 /path/to/steps.jar
 * digest (64 digits)
 * ingredient (value) method dev.x.Late#share
 * crc (of all before)
 * </pre>
 */
final class FingerprintCache {
  private static final String HEAD = "plumbline-code 1\n";
  private static final String CRC = "crc ";

  private final Path folder;
  private final Stamps stamps;

  FingerprintCache(Path folder, Stamps stamps) {
    this.folder = folder;
    this.stamps = stamps;
  }

  /** {@code title} is for people who look into the folder; {@code key} decides. */
  Optional<CodeFingerprint> find(String title, String key) {
    try {
      String text = Files.readString(file(title, key), UTF_8);
      int end = text.lastIndexOf(CRC);
      if (end < 0 || !text.substring(end).equals(crcLine(text.substring(0, end)))) {
        return Optional.empty();
      }
      return parse(text.substring(0, end), keyLine(key));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Optional<CodeFingerprint> parse(String text, String key) {
    if (!text.startsWith(HEAD + key)) {
      return Optional.empty();
    }
    String digest = "";
    TreeMap<String, String> ingredients = new TreeMap<>();
    int next;
    for (int at = HEAD.length() + key.length(); at < text.length(); at = next + 1) {
      next = text.indexOf('\n', at);
      String[] words = text.substring(at, next).split(" ", 3);
      switch (words[0]) {
        case "stamp" -> {
          if (!stamps.of(Path.of(words[2])).equals(words[1])) {
            return Optional.empty();
          }
        }
        case "digest" -> digest = words[1];
        default -> ingredients.put(words[2], words[1]);
      }
    }
    return Optional.of(new CodeFingerprint(digest, ingredients));
  }

  private static String keyLine(String key) {
    return "key " + key.replace('\n', '\u0001') + "\n";
  }

  void save(String title, String key, CodeFingerprint value, Collection<Path> madeFrom) {
    StringBuilder text = new StringBuilder(HEAD).append(keyLine(key));
    for (Path path : madeFrom) {
      text.append("stamp ").append(stamps.of(path)).append(' ').append(path).append('\n');
    }
    text.append("digest ").append(value.digest()).append('\n');
    value
        .ingredients()
        .forEach(
            (name, of) ->
                text.append("ingredient ").append(of).append(' ').append(name).append('\n'));
    try {
      Files.createDirectories(folder);
      Path draft = Files.createTempFile(folder, "draft", ".tmp");
      try {
        Files.writeString(draft, text + crcLine(text.toString()), UTF_8);
        Files.move(
            draft,
            file(title, key),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      // The next asker pays the time again; see the class comment.
    }
  }

  /** Two keys may meet in one file, where the later one wins; SHA-256 would cost 8 ms cold. */
  private Path file(String title, String key) {
    long hash = 0;
    for (int i = 0; i < key.length(); i++) {
      hash = hash * 0x100000001b3L + key.charAt(i);
    }
    String name = title.length() > 120 ? title.substring(title.length() - 120) : title;
    return folder.resolve(name.replace('/', '.') + "-" + Long.toHexString(hash) + ".code");
  }

  private static String crcLine(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(UTF_8));
    return CRC + Long.toHexString(crc.getValue()) + "\n";
  }
}
