package dev.plumbline.s3;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * Tries once for each bucket whether the store refuses the second of two conditional puts, and
 * remembers where it does: some stores take both without a word.
 */
final class CommitProbe {
  private static final String DECLARE =
      "set s3.commit=lease where all writers share one tracking store, or s3.commit=put if the store"
          + " is known to have them";

  private final S3Objects objects;
  private final S3Settings settings;
  private final Path cache;

  CommitProbe(S3Objects objects, S3Settings settings, Path cache) {
    this.objects = objects;
    this.settings = settings;
    this.cache = cache;
  }

  /** Why one writer alone can't be told to win there; empty where it wins. */
  synchronized Optional<String> obstacle(S3Key table) {
    Path known = cache.resolve(name(table.bucket()));
    if (Files.exists(known)) {
      return Optional.empty();
    }
    S3Key probe = table.sibling(table.folder() + ".plumbline-probe-" + UUID.randomUUID());
    try {
      if (!refuses(probe)) {
        return Optional.of(
            "its store takes two writes of one name (it doesn't heed If-None-Match), so two writers"
                + " could both win a version; use a store with conditional puts, or "
                + DECLARE);
      }
    } catch (AccessDeniedException e) {
      return Optional.of(
          "it isn't known whether its store has conditional puts, since this user may not write"
              + " there ("
              + e.getReason()
              + "); grant s3:PutObject and s3:GetObject");
    } catch (IOException e) {
      return Optional.of(
          "its store has no conditional put ("
              + e.getMessage()
              + "), so two writers could both win a version; use one that has, or "
              + DECLARE);
    }
    remember(known);
    return Optional.empty();
  }

  private boolean refuses(S3Key probe) throws IOException {
    try {
      objects.putIfAbsent(probe, "first".getBytes(StandardCharsets.UTF_8));
      objects.putIfAbsent(probe, "second".getBytes(StandardCharsets.UTF_8));
      return false;
    } catch (FileAlreadyExistsException e) {
      return objects.holds(probe, "first".getBytes(StandardCharsets.UTF_8));
    } finally {
      try {
        objects.delete(probe);
      } catch (IOException e) {
        // A few bytes that nobody reads; what went before says more.
      }
    }
  }

  private String name(String bucket) {
    String place = settings.endpoint() + "\n" + settings.region() + "\n" + bucket;
    return UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8)) + ".conditional-put";
  }

  private void remember(Path known) {
    try {
      Files.createDirectories(cache);
      Files.write(known, new byte[0]);
    } catch (IOException e) {
      System.getLogger(CommitProbe.class.getName())
          .log(System.Logger.Level.DEBUG, "Cannot write " + known, e);
    }
  }
}
