package dev.plumbline.models;

import dev.plumbline.pipeline.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * {@code manifest.json}: the SHA-256 of every file of a model directory. Written last, so that a
 * directory without it is no model; files that were added later are none of its business.
 *
 * @param files digests by path, {@code /} between names
 */
record Manifest(Map<String, String> files) {
  static final String NAME = "manifest.json";

  /** The digests of all files that are there. */
  static Manifest over(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = walk.filter(Files::isRegularFile).toList();
    }
    for (Path file : all) {
      String name =
          folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
      if (!name.equals(NAME)) {
        files.put(name, digest(Files.readAllBytes(file)));
      }
    }
    return new Manifest(files);
  }

  /** Writes the manifest and answers its own digest. */
  String write(Path folder) throws IOException {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("version", 1);
    tree.put("files", files);
    byte[] bytes = (Json.write(tree) + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
    Files.write(folder.resolve(NAME), bytes);
    return digest(bytes);
  }

  /**
   * Compares every file with its digest.
   *
   * @return the manifest's own digest
   * @throws IllegalArgumentException naming all files that are missing or altered
   */
  static String verify(Path folder) throws IOException {
    Path place = folder.resolve(NAME);
    if (!Files.isRegularFile(place)) {
      throw new IllegalArgumentException(
          "Cannot load the model in "
              + folder
              + ": "
              + NAME
              + " is missing, give a folder that Plumbline wrote to its end");
    }
    byte[] bytes = Files.readAllBytes(place);
    StringBuilder faults = new StringBuilder();
    for (var each : read(folder, bytes).entrySet()) {
      Path file = folder.resolve((String) each.getKey()).normalize();
      if (!file.startsWith(folder.normalize()) || !Files.isRegularFile(file)) {
        faults.append(faults.isEmpty() ? "" : ", ").append(each.getKey()).append(" is missing");
      } else if (!digest(Files.readAllBytes(file)).equals(each.getValue())) {
        faults.append(faults.isEmpty() ? "" : ", ").append(each.getKey()).append(" was altered");
      }
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot load the model in "
              + folder
              + ": "
              + faults
              + ", fetch it again from where it was registered or train it again");
    }
    return digest(bytes);
  }

  private static Map<?, ?> read(Path folder, byte[] bytes) {
    try {
      Object tree = Json.parse(new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
      if (tree instanceof Map<?, ?> map && map.get("files") instanceof Map<?, ?> files) {
        return files;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw new IllegalArgumentException(
        "Cannot load the model in " + folder + ": " + NAME + " was altered, fetch it again");
  }

  static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
