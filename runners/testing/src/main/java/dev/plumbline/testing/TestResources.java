package dev.plumbline.testing;

import dev.plumbline.pipeline.Nearest;
import dev.plumbline.pipeline.Resources;
import java.nio.file.Path;
import java.util.Map;

/** What a tested step may reach: files of a folder, and the test's own secrets. */
record TestResources(Path project, Map<String, String> secrets) implements Resources {
  TestResources {
    secrets = Map.copyOf(secrets);
  }

  @Override
  public Path path(Path path) {
    return project.resolve(path);
  }

  @Override
  public String secret(String name) {
    String secret = secrets.get(name);
    if (secret == null) {
      throw new IllegalArgumentException(
          "Cannot find secret "
              + name
              + ": give it to the tester by secret(name, value)"
              + Nearest.to(name, secrets.keySet())
                  .map(n -> "; did you mean " + n + "?")
                  .orElse(""));
    }
    return secret;
  }
}
