package dev.plumbline.tracking.artifacts;

import dev.plumbline.pipeline.fault.FailPoint;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;

/** Copies, compares and removes files and folders of files. Links are followed as files. */
final class TreeCopy {
  private TreeCopy() {}

  /** Copies a file or folder to a place where nothing is, each file forced to the disk. */
  static void copy(Path from, Path to) throws IOException {
    if (!Files.isDirectory(from)) {
      Files.copy(from, to);
      try (FileChannel channel = FileChannel.open(to, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      FailPoint.UPLOAD_BEGUN.reached();
      return;
    }
    Files.createDirectory(to);
    for (Map.Entry<String, Path> child : children(from).entrySet()) {
      copy(child.getValue(), to.resolve(child.getKey()));
    }
  }

  /**
   * Moves a tree to a place where nothing is; gives whether it, or one of the same content, is
   * there. Of several movers one wins: a link or a folder that is not empty is never replaced.
   */
  static boolean moved(Path tree, Path place) throws IOException {
    if (!Files.exists(place)) {
      try {
        if (Files.isDirectory(tree)) {
          Files.move(tree, place, StandardCopyOption.ATOMIC_MOVE);
        } else {
          Files.createLink(place, tree);
        }
        return true;
      } catch (FileSystemException e) {
        if (!Files.exists(place)) {
          throw e;
        }
      }
    }
    return same(tree, place);
  }

  /** Whether two files or folders hold the same names and bytes. */
  static boolean same(Path a, Path b) throws IOException {
    if (Files.isDirectory(a) != Files.isDirectory(b)) {
      return false;
    }
    if (!Files.isDirectory(a)) {
      return Files.mismatch(a, b) < 0;
    }
    Map<String, Path> left = children(a);
    Map<String, Path> right = children(b);
    if (!left.keySet().equals(right.keySet())) {
      return false;
    }
    for (Map.Entry<String, Path> child : left.entrySet()) {
      if (!same(child.getValue(), right.get(child.getKey()))) {
        return false;
      }
    }
    return true;
  }

  static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException failure)
              throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static Map<String, Path> children(Path folder) throws IOException {
    Map<String, Path> children = new TreeMap<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      entries.forEach(entry -> children.put(entry.getFileName().toString(), entry));
    }
    return children;
  }
}
