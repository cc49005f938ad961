package dev.plumbline.tables;

import io.delta.kernel.defaults.engine.fileio.FileIO;
import io.delta.kernel.utils.FileStatus;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The folder of a table, and what opens the files in it.
 *
 * @param path as Kernel has it: a path of this machine, or a URI that isn't percent-encoded
 */
record Place(Kernel kernel, String path) {
  FileIO files() {
    return kernel.files();
  }

  String resolve(String name) {
    return path + "/" + name;
  }

  FileStatus status(String file) throws IOException {
    return files().getFileStatus(file);
  }

  boolean exists(String file) throws IOException {
    try {
      status(file);
      return true;
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  InputStream open(String file) throws IOException {
    return files().newInputFile(file, -1).newStream();
  }

  byte[] read(String file) throws IOException {
    try (InputStream in = open(file)) {
      return in.readAllBytes();
    }
  }

  @Override
  public String toString() {
    return path;
  }
}
