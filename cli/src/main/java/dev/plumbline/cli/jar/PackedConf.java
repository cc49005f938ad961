package dev.plumbline.cli.jar;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The project's conf as it goes into the jar, for where there is no project folder: every
 * environment but {@code local}, which is one machine's. No secret goes along.
 */
final class PackedConf {
  private static final String FILE = "plumb.properties";

  private PackedConf() {}

  /**
   * By name in the jar.
   *
   * @throws IllegalArgumentException naming the secrets that are written out
   */
  static Map<String, byte[]> of(Path project) throws IOException {
    Map<String, byte[]> packed = new TreeMap<>();
    Path conf = project.resolve("conf");
    if (!Files.isDirectory(conf)) {
      return packed;
    }
    List<String> written = new ArrayList<>();
    try (Stream<Path> environments = Files.list(conf)) {
      for (Path environment : environments.sorted().toList()) {
        Path file = environment.resolve(FILE);
        String name = environment.getFileName().toString();
        if (!name.equals("local") && Files.isRegularFile(file)) {
          byte[] bytes = Files.readAllBytes(file);
          secrets(bytes).forEach(key -> written.add(key + " in conf/" + name + "/" + FILE));
          packed.put("META-INF/plumbline/conf/" + name + "/" + FILE, bytes);
        }
      }
    }
    if (!written.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot pack conf: a secret is written out there, refer to it by env:NAME or file:PATH\n  "
              + String.join("\n  ", written));
    }
    return packed;
  }

  private static List<String> secrets(byte[] bytes) throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
    return properties.stringPropertyNames().stream()
        .filter(key -> key.startsWith("secrets."))
        .filter(key -> !properties.getProperty(key).matches("(env|file):.*"))
        .sorted()
        .toList();
  }
}
