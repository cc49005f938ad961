package dev.plumbline.cli.conf;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;

/** Conf that {@code plumb jar} packed into one jar with this class; no other jar is looked into. */
final class JarConf {
  private static final String FOLDER = "META-INF/plumbline/conf/";

  private JarConf() {}

  static Optional<Properties> read(String file) throws IOException {
    String own = JarConf.class.getName().replace('.', '/') + ".class";
    String here = String.valueOf(JarConf.class.getClassLoader().getResource(own));
    URL place = new URL(here.substring(0, here.length() - own.length()) + FOLDER + file);
    try (Reader reader = new InputStreamReader(place.openStream(), StandardCharsets.UTF_8)) {
      Properties properties = new Properties();
      properties.load(reader);
      return Optional.of(properties);
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }
}
