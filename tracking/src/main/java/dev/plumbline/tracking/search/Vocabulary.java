package dev.plumbline.tracking.search;

import dev.plumbline.tracking.TrackingException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The words that filters and orders of one kind of thing may use. */
record Vocabulary(
    Map<String, EntityType> types,
    List<String> shownTypes,
    Map<String, Attribute> attributes,
    Set<Operator> tagOperators,
    Set<EntityType> orderedBy,
    Map<String, String> orderKeys) {

  private static final Map<String, EntityType> TAGS_ALONE =
      Map.of(
          "attribute", EntityType.ATTRIBUTE,
          "tag", EntityType.TAG,
          "tags", EntityType.TAG);
  private static final List<String> TAGS_ALONE_SHOWN = List.of("attribute", "tag", "tags");
  private static final Set<EntityType> ATTRIBUTES = EnumSet.of(EntityType.ATTRIBUTE);

  static final Vocabulary RUNS =
      new Vocabulary(
          runTypes(),
          List.of("metric", "parameter", "tag", "attribute", "dataset"),
          runAttributes(),
          Operator.TEXT_OR_NULL,
          EnumSet.of(EntityType.ATTRIBUTE, EntityType.METRIC, EntityType.PARAM, EntityType.TAG),
          orders(
              Map.of("created", "start_time", "Created", "start_time"),
              "artifact_uri",
              "end_time",
              "run_id",
              "run_name",
              "start_time",
              "status",
              "user_id"));

  static final Vocabulary EXPERIMENTS =
      new Vocabulary(
          TAGS_ALONE,
          TAGS_ALONE_SHOWN,
          named(
              Attribute.text("name"),
              Attribute.identity("experiment_id"),
              Attribute.whole("creation_time"),
              Attribute.whole("last_update_time")),
          Operator.TEXT_OR_NULL,
          ATTRIBUTES,
          orders(Map.of(), "creation_time", "experiment_id", "last_update_time", "name"));

  static final Vocabulary REGISTERED_MODELS =
      new Vocabulary(
          TAGS_ALONE,
          TAGS_ALONE_SHOWN,
          named(Attribute.listed("name")),
          Operator.TEXT,
          ATTRIBUTES,
          orders(Map.of("timestamp", "last_updated_timestamp"), "name", "last_updated_timestamp"));

  static final Vocabulary MODEL_VERSIONS =
      new Vocabulary(
          TAGS_ALONE,
          TAGS_ALONE_SHOWN,
          named(
              Attribute.listed("name"),
              Attribute.whole("version_number"),
              Attribute.listed("run_id"),
              Attribute.text("source_path")),
          Operator.TEXT,
          ATTRIBUTES,
          orders(
              Map.of(), "name", "version_number", "creation_timestamp", "last_updated_timestamp"));

  static final Vocabulary LOGGED_MODELS =
      new Vocabulary(
          loggedModelTypes(),
          List.of("attributes", "metrics", "params", "tags"),
          loggedModelAttributes(),
          Operator.TEXT,
          EnumSet.of(EntityType.ATTRIBUTE, EntityType.METRIC),
          orders(
              Map.of(
                  "creation_time", "creation_timestamp_ms",
                  "creation_timestamp", "creation_timestamp_ms",
                  "last_updated_timestamp", "last_updated_timestamp_ms"),
              "artifact_location",
              "creation_timestamp_ms",
              "experiment_id",
              "last_updated_timestamp_ms",
              "model_id",
              "model_type",
              "name",
              "source_run_id",
              "status"));

  EntityType type(Identifier identifier) {
    Optional<String> written = identifier.type();
    if (written.isEmpty()) {
      return EntityType.ATTRIBUTE;
    }
    EntityType type = types.get(written.get());
    if (type == null) {
      throw TrackingException.invalid(
          "Invalid entity type '"
              + written.get()
              + "'. Valid values are ["
              + quoted(shownTypes)
              + "]");
    }
    return type;
  }

  Attribute attribute(String key) {
    Attribute attribute = attributes.get(key);
    if (attribute == null) {
      throw invalidKey("Invalid attribute key '", key, attributes.keySet());
    }
    return attribute;
  }

  String orderKey(String key) {
    String field = orderKeys.get(key);
    if (field == null) {
      throw invalidKey("Invalid attribute key '", key, orderKeys.keySet());
    }
    return field;
  }

  static TrackingException invalidKey(String what, String key, Collection<String> valid) {
    return TrackingException.invalid(
        what + key + "' specified. Valid keys are '{" + quoted(new TreeSet<>(valid)) + "}'");
  }

  private static String quoted(Collection<String> words) {
    return "'" + String.join("', '", words) + "'";
  }

  private static Map<String, EntityType> runTypes() {
    Map<String, EntityType> types = new LinkedHashMap<>();
    put(types, EntityType.METRIC, "metric", "metrics");
    put(types, EntityType.PARAM, "parameter", "parameters", "param", "params");
    put(types, EntityType.TAG, "tag", "tags");
    put(types, EntityType.ATTRIBUTE, "attribute", "attributes", "attr", "run");
    put(types, EntityType.DATASET, "dataset", "datasets");
    return types;
  }

  private static Map<String, EntityType> loggedModelTypes() {
    Map<String, EntityType> types = runTypes();
    types.values().removeIf(EntityType.DATASET::equals);
    return types;
  }

  private static Map<String, Attribute> loggedModelAttributes() {
    Attribute created = Attribute.number("creation_timestamp_ms");
    Attribute updated = Attribute.number("last_updated_timestamp_ms");
    Map<String, Attribute> attributes =
        named(
            Attribute.listed("artifact_location"),
            created,
            updated,
            Attribute.listed("model_id"),
            Attribute.listed("model_type"),
            Attribute.listed("name"),
            Attribute.listed("source_run_id"),
            Attribute.listed("status"));
    attributes.put("creation_time", created);
    attributes.put("creation_timestamp", created);
    attributes.put("last_updated_timestamp", updated);
    return attributes;
  }

  private static void put(Map<String, EntityType> types, EntityType type, String... words) {
    for (String word : words) {
      types.put(word, type);
    }
  }

  private static Map<String, Attribute> runAttributes() {
    Attribute name = Attribute.text("run_name");
    Attribute start = Attribute.number("start_time");
    Map<String, Attribute> attributes =
        named(
            Attribute.listed("run_id"),
            name,
            Attribute.text("status"),
            Attribute.text("user_id"),
            Attribute.text("artifact_uri"),
            start,
            Attribute.number("end_time"));
    for (String older : List.of("run name", "Run name", "Run Name")) {
      attributes.put(older, name);
    }
    attributes.put("created", start);
    attributes.put("Created", start);
    return attributes;
  }

  private static Map<String, Attribute> named(Attribute... attributes) {
    Map<String, Attribute> named = new LinkedHashMap<>();
    for (Attribute attribute : attributes) {
      named.put(attribute.name(), attribute);
    }
    return named;
  }

  private static Map<String, String> orders(Map<String, String> older, String... keys) {
    Map<String, String> orders = new LinkedHashMap<>(older);
    for (String key : keys) {
      orders.put(key, key);
    }
    return orders;
  }
}
