package dev.plumbline.cli.jar;

import dev.plumbline.cli.Plumb;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a jar whose bytes depend on its contents alone: in order of name, all of one time. */
final class JarFileWriter {
  /** The first that a zip can hold. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private JarFileWriter() {}

  /** The file is there whole or not at all; one that was there is replaced. */
  static void write(Contents contents, Path file) throws IOException {
    Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
    Path part = Files.createTempFile(folder, ".jar-", ".part");
    try {
      try (OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(part));
          ZipOutputStream zip = new ZipOutputStream(bytes)) {
        put(zip, JarFile.MANIFEST_NAME);
        manifest(contents).write(zip);
        for (Map.Entry<String, Contents.Source> each : contents.files().entrySet()) {
          put(zip, each.getKey());
          try (InputStream in = each.getValue().open()) {
            in.transferTo(zip);
          }
        }
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void put(ZipOutputStream zip, String name) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(TIME);
    zip.putNextEntry(entry);
  }

  private static Manifest manifest(Contents contents) {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.put(Attributes.Name.MAIN_CLASS, Plumb.class.getName());
    if (contents.isMultiRelease()) {
      main.put(Attributes.Name.MULTI_RELEASE, "true");
    }
    return manifest;
  }
}
