package dev.plumbline.cli.conf;

import dev.plumbline.pipeline.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What steps may reach: files of the project, and secrets, which conf holds by reference: {@code
 * env:NAME} for an environment variable, {@code file:PATH} for a file's text, or the text itself.
 */
public final class ProjectResources implements Resources {
  private final Conf conf;
  private final Map<String, String> variables;

  public ProjectResources(Conf conf, Map<String, String> variables) {
    this.conf = conf;
    this.variables = variables;
  }

  @Override
  public Path path(Path path) {
    return conf.project().resolve(path).normalize();
  }

  @Override
  public String secret(String name) {
    String key = Conf.SECRETS + name;
    String reference =
        conf.secret(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Cannot find the secret "
                            + name
                            + ": conf doesn't hold it, set "
                            + key
                            + "=env:NAME or file:PATH in conf/local/plumb.properties"));
    if (reference.startsWith("env:")) {
      String variable = reference.substring("env:".length());
      return Optional.ofNullable(variables.get(variable))
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "Cannot find the secret "
                          + name
                          + ": the variable "
                          + variable
                          + " that "
                          + key
                          + " names is not set"));
    }
    if (reference.startsWith("file:")) {
      Path file = path(Path.of(reference.substring("file:".length())));
      try {
        return Files.readString(file).strip();
      } catch (IOException e) {
        throw new IllegalArgumentException(
            "Cannot read the secret " + name + " from " + file + ", which " + key + " names", e);
      }
    }
    return reference;
  }
}
