package dev.plumbline.tracking.pipeline;

import dev.plumbline.tracking.RunData;
import dev.plumbline.tracking.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A text of any length as tags, which hold 8000 characters each. Parts that are full are followed
 * by another, so that what an older, longer text left behind is never read.
 */
final class LongText {
  private static final int PART = 8000;

  private LongText() {}

  static List<Tag> tags(String key, String text) {
    List<Tag> tags = new ArrayList<>();
    int from = 0;
    do {
      int to = Math.min(text.length(), from + PART);
      if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
        to--;
      }
      tags.add(new Tag(tags.isEmpty() ? key : key + "." + tags.size(), text.substring(from, to)));
      from = to;
    } while (from < text.length());
    if (tags.get(tags.size() - 1).value().length() >= PART - 1) {
      tags.add(new Tag(key + "." + tags.size(), ""));
    }
    return tags;
  }

  /** The text of a key. */
  static Optional<String> read(RunData data, String key) {
    Optional<String> first = data.tag(key);
    if (first.isEmpty()) {
      return first;
    }
    StringBuilder text = new StringBuilder(first.get());
    int last = first.get().length();
    for (int i = 1; last >= PART - 1; i++) {
      Optional<String> part = data.tag(key + "." + i);
      if (part.isEmpty()) {
        break;
      }
      text.append(part.get());
      last = part.get().length();
    }
    return Optional.of(text.toString());
  }
}
