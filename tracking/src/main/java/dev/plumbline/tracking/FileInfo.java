package dev.plumbline.tracking;

import java.util.Objects;
import java.util.OptionalLong;

/** A file or folder among artifacts; the path is relative to their root, with slashes. */
public record FileInfo(String path, OptionalLong sizeBytes) {
  /** Refuses nulls. */
  public FileInfo {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(sizeBytes, "sizeBytes");
  }

  /** Whether it is a folder: it has no size. */
  public boolean isDirectory() {
    return sizeBytes.isEmpty();
  }
}
