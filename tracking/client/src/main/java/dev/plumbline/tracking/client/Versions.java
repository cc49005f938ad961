package dev.plumbline.tracking.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.tracking.ModelAlias;
import dev.plumbline.tracking.ModelVersion;
import dev.plumbline.tracking.Stage;
import java.util.List;

/** Reads model versions: the wire's empty texts are none. */
final class Versions {
  private Versions() {}

  static ModelVersion read(JsonNode json) {
    return read(json, Entities.list(json, "aliases", JsonNode::asText));
  }

  /** A version shown with its model, whose aliases alone are shown there. */
  static ModelVersion among(JsonNode json, List<ModelAlias> aliases) {
    int version = Entities.number(json, "version");
    return read(
        json,
        aliases.stream().filter(each -> each.version() == version).map(ModelAlias::alias).toList());
  }

  private static ModelVersion read(JsonNode json, List<String> aliases) {
    return new ModelVersion(
        Entities.text(json, "name"),
        Entities.number(json, "version"),
        Entities.time(json, "creation_timestamp"),
        Entities.time(json, "last_updated_timestamp"),
        Entities.nonEmpty(json, "current_stage").map(Stage::of).orElse(Stage.NONE),
        Entities.nonEmpty(json, "description"),
        Entities.text(json, "source"),
        Entities.nonEmpty(json, "run_id"),
        Entities.nonEmpty(json, "run_link"),
        Entities.tags(json),
        aliases);
  }
}
