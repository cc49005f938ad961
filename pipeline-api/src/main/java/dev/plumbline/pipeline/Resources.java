package dev.plumbline.pipeline;

import java.nio.file.Path;

/** What a step may reach outside of its rows. Secrets live in conf and are never components. */
public interface Resources {
  /** A file named by a component; a relative path counts from the project's folder. */
  Path path(Path path);

  /**
   * A value of conf under {@code secrets.}, for example {@code secret("warehouse.password")}.
   *
   * @throws IllegalArgumentException naming the key when conf doesn't hold it
   */
  String secret(String name);
}
