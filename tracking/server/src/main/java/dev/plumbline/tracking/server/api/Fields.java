package dev.plumbline.tracking.server.api;

import static dev.plumbline.tracking.server.wire.Field.text;
import static dev.plumbline.tracking.server.wire.Field.texts;
import static dev.plumbline.tracking.server.wire.Field.whole;
import static dev.plumbline.tracking.server.wire.Field.word;

import dev.plumbline.tracking.Search;
import dev.plumbline.tracking.Tag;
import dev.plumbline.tracking.ViewType;
import dev.plumbline.tracking.server.wire.Field;
import dev.plumbline.tracking.server.wire.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Fields that many requests have, and what is made of them. */
final class Fields {
  /** A run's id under both its names. */
  static final Field RUN_ID = text("run_id").or("run_uuid").required();

  static final Field NAME = text("name").required();
  static final Field VERSION = text("version").required();
  static final Field KEY = text("key").required();
  static final Field VALUE = text("value");
  static final Field PAGE_TOKEN = text("page_token");
  static final Field TAGS = Field.messages("tags", text("key"), text("value"));

  private Fields() {}

  /** Filter, order and page beside a search's own fields. */
  static List<Field> searching(long mostResults, Field... own) {
    List<Field> all = new ArrayList<>(List.of(own));
    all.add(text("filter"));
    all.add(whole("max_results").atMost(mostResults));
    all.add(texts("order_by"));
    all.add(PAGE_TOKEN);
    return List.copyOf(all);
  }

  static Search search(Message in, int resultsUnlessGiven) {
    return new Search(
        in.text("filter"),
        in.texts("order_by"),
        in.count("max_results", resultsUnlessGiven),
        in.nonEmpty("page_token"));
  }

  static Field view(String name) {
    return word(name, 1, "ACTIVE_ONLY", "DELETED_ONLY", "ALL");
  }

  static ViewType view(Message in, String name) {
    return in.maybeText(name).map(ViewType::valueOf).orElse(ViewType.ACTIVE_ONLY);
  }

  static Tag tag(Message in) {
    return new Tag(in.text("key"), in.text("value"));
  }

  static List<Tag> tags(Message in) {
    return in.messages("tags").stream().map(Fields::tag).toList();
  }

  static Instant time(OptionalLong millis) {
    return Instant.ofEpochMilli(millis.orElse(0));
  }
}
