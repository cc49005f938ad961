package dev.plumbline.tracking.client;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.tracking.Dataset;
import dev.plumbline.tracking.DatasetInput;
import dev.plumbline.tracking.Metric;
import dev.plumbline.tracking.ModelMetric;
import dev.plumbline.tracking.ModelOutput;
import dev.plumbline.tracking.Param;
import dev.plumbline.tracking.Search;
import dev.plumbline.tracking.Tag;
import java.util.List;
import java.util.function.Function;

/**
 * What requests hold, in MLflow's names. Jackson writes NaN and infinities as texts, as protos do.
 */
final class Bodies {
  private Bodies() {}

  static ObjectNode empty() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ObjectNode of(String name, String value) {
    return empty().put(name, value);
  }

  static ObjectNode pair(String key, String value) {
    return of("key", key).put("value", value);
  }

  static ObjectNode tag(Tag tag) {
    return pair(tag.key(), tag.value());
  }

  static ObjectNode param(Param param) {
    return pair(param.key(), param.value());
  }

  static ObjectNode metric(Metric metric) {
    return of("key", metric.key())
        .put("value", metric.value())
        .put("timestamp", metric.timestamp().toEpochMilli())
        .put("step", metric.step());
  }

  static ObjectNode metric(ModelMetric point) {
    ObjectNode body = metric(point.metric()).put("model_id", point.modelId());
    point.datasetName().ifPresent(name -> body.put("dataset_name", name));
    point.datasetDigest().ifPresent(digest -> body.put("dataset_digest", digest));
    return body;
  }

  static ObjectNode output(ModelOutput output) {
    return of("model_id", output.modelId()).put("step", output.step());
  }

  static ObjectNode input(DatasetInput input) {
    Dataset dataset = input.dataset();
    ObjectNode body =
        of("name", dataset.name())
            .put("digest", dataset.digest())
            .put("source_type", dataset.sourceType())
            .put("source", dataset.source());
    dataset.schema().ifPresent(schema -> body.put("schema", schema));
    dataset.profile().ifPresent(profile -> body.put("profile", profile));
    ObjectNode linked = with(empty(), "tags", input.tags(), Bodies::tag);
    linked.set("dataset", body);
    return linked;
  }

  static ObjectNode search(Search search) {
    ObjectNode body =
        texts(of("filter", search.filter()), "order_by", search.orderBy())
            .put("max_results", search.maxResults());
    search.pageToken().ifPresent(token -> body.put("page_token", token));
    return body;
  }

  /** The same with a list. */
  static <T> ObjectNode with(
      ObjectNode body, String name, List<T> items, Function<T, ObjectNode> writer) {
    ArrayNode list = body.putArray(name);
    items.forEach(item -> list.add(writer.apply(item)));
    return body;
  }

  /** The same with a list of texts. */
  static ObjectNode texts(ObjectNode body, String name, List<String> texts) {
    ArrayNode list = body.putArray(name);
    texts.forEach(list::add);
    return body;
  }
}
