package dev.plumbline.runner.code;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The state of jars and folders as the file system tells it, without reading a byte of them: size
 * and time of a file; of a folder, those of all that lies in it. Each path is looked at once.
 */
final class Stamps {
  static final String ABSENT = "absent";

  private final Map<Path, String> seen = new HashMap<>();

  String of(Path path) {
    return seen.computeIfAbsent(path, Stamps::look);
  }

  private static String look(Path path) {
    try {
      BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
      return found.isDirectory() ? folder(path) : "file:" + found.size() + ":" + nanos(found);
    } catch (IOException e) {
      return ABSENT;
    }
  }

  private static String folder(Path root) throws IOException {
    long[] sum = new long[2];
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes found) {
            return add(path, 0, found);
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes found) {
            return add(path, found.size(), found);
          }

          private FileVisitResult add(Path path, long size, BasicFileAttributes found) {
            sum[0]++;
            long name = path.toString().hashCode();
            sum[1] += mix(mix(mix(name) ^ size) ^ nanos(found));
            return FileVisitResult.CONTINUE;
          }
        });
    return "folder:" + sum[0] + ":" + Long.toHexString(sum[1]);
  }

  private static long nanos(BasicFileAttributes found) {
    return found.lastModifiedTime().to(TimeUnit.NANOSECONDS);
  }

  /** The finaliser of SplitMix64, so that the sum does not depend on the order of the walk. */
  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
    return b ^ (b >>> 31);
  }
}
