package dev.plumbline.pipeline;

import java.nio.file.Path;
import java.util.List;

/** What identifies the content of a source outside. */
public sealed interface Source {
  /** Files, identified by the digest of their bytes. */
  record Files(List<Path> paths) implements Source {
    public Files {
      paths = List.copyOf(paths);
    }
  }

  /** A version that the source itself tells, such as a change counter. */
  record Probed(String version) implements Source {}

  /** Nothing tells: the step always runs. */
  record Unknown() implements Source {}

  static Source unknown() {
    return new Unknown();
  }
}
