package dev.plumbline.tables;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The live files of one version, advanced by commits: what an add names lives until a remove names
 * it with the same deletion vector. Spares planning the class loading that a checkpoint costs.
 */
final class LiveFiles {
  private final Map<String, LiveFile> files = new LinkedHashMap<>();

  static LiveFiles of(List<LiveFile> files) {
    LiveFiles live = new LiveFiles();
    files.forEach(live::add);
    return live;
  }

  List<LiveFile> list() {
    return List.copyOf(files.values());
  }

  private void add(LiveFile file) {
    files.put(key(file.path(), file.deletions()), file);
  }

  /** Applies the commits after a version up to another; false when the log lacks one of them. */
  boolean advance(DeltaLog log, long after, long upTo) {
    for (long v = after + 1; v <= upTo; v++) {
      Optional<List<Map<?, ?>>> actions = log.actions(v, "add", "remove");
      if (actions.isEmpty()) {
        return false;
      }
      try {
        apply(actions.get());
      } catch (ArithmeticException | ClassCastException | IllegalArgumentException e) {
        throw log.notACommit(v, e);
      }
    }
    return true;
  }

  /** Within a commit order means nothing: a remove is of an older add, even of one path. */
  private void apply(List<Map<?, ?>> actions) {
    for (Map<?, ?> action : actions) {
      if (action.get("remove") instanceof Map<?, ?> remove) {
        files.remove(key(Member.text(remove, "path"), LiveFile.deletions(remove)));
      }
    }
    for (Map<?, ?> action : actions) {
      if (action.get("add") instanceof Map<?, ?> add) {
        add(LiveFile.of(add));
      }
    }
  }

  /** Writers differ in what of a path they percent-encode. */
  private static String key(String path, Optional<String> deletions) {
    try {
      String decoded = new URI(path).getPath();
      return (decoded == null ? path : decoded) + '\n' + deletions.orElse("");
    } catch (URISyntaxException e) {
      return path + '\n' + deletions.orElse("");
    }
  }
}
