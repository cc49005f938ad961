package dev.plumbline.tracking.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.tracking.TrackingException;
import dev.plumbline.tracking.sql.SqlTracking;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The store answers what MLflow 3.17.2 answered to the same requests in the same order. Apart are
 * times, random names, page tokens, logged models (which this store has none of yet), messages that
 * print a set or the reference's SQL, and aliases in search results, which MLflow leaves out. OR
 * and brackets, which it refuses in a filter, are answered.
 */
public abstract class RecordedExchangesContract {
  private static final Set<String> TIMES =
      Set.of("creation_time", "last_update_time", "creation_timestamp", "last_updated_timestamp");
  private static final Set<String> UNDERSTOOD =
      Set.of("search f:metrics.m = 1 or metrics.m = 2", "search f:(metrics.m = 1)");
  private static final Set<String> UNORDERED = Set.of("latest_versions", "model_versions");

  /**
   * An empty store whose artifacts are at {@code mlflow-artifacts:}.
   *
   * @param ids ids for runs created without one
   */
  protected abstract SqlTracking open(Supplier<String> ids);

  private final Map<String, String> tokens = new TreeMap<>();
  private final Map<String, String> names = new TreeMap<>();

  @TestFactory
  List<DynamicTest> answersAsRecorded() throws IOException {
    List<Exchange> exchanges = Exchange.all();
    Iterator<String> runIds =
        exchanges.stream()
            .filter(each -> each.path().equals("runs/create") && each.response().has("run"))
            .map(each -> each.response().at("/run/info/run_id").asText())
            .iterator();
    List<DynamicTest> tests = new ArrayList<>();
    StoreCalls[] calls = new StoreCalls[1];
    SqlTracking[] store = new SqlTracking[1];
    tests.add(
        DynamicTest.dynamicTest(
            "open",
            () -> {
              store[0] = open(() -> runIds.hasNext() ? runIds.next() : "0");
              calls[0] = new StoreCalls(store[0].tracking(), store[0].registry());
            }));
    for (Exchange exchange : exchanges) {
      tests.add(
          DynamicTest.dynamicTest(
              exchange.tag(), () -> assertAnswered(exchange, answer(calls[0], exchange))));
    }
    tests.add(DynamicTest.dynamicTest("close", () -> store[0].close()));
    return tests;
  }

  private ObjectNode answer(StoreCalls calls, Exchange exchange) {
    JsonNode request = exchange.request();
    if (request.has("page_token") && tokens.containsKey(request.get("page_token").asText())) {
      request =
          ((ObjectNode) request.deepCopy())
              .put("page_token", tokens.get(request.get("page_token").asText()));
    }
    try {
      return calls.answer(exchange.method(), exchange.path(), request);
    } catch (TrackingException e) {
      return EntityJson.object().put("error_code", e.code().name()).put("message", e.getMessage());
    }
  }

  private void assertAnswered(Exchange exchange, ObjectNode answer) {
    if (UNDERSTOOD.contains(exchange.tag())) {
      assertThat(exchange.response().has("error_code")).isTrue();
      assertThat(answer.has("runs")).isTrue();
      return;
    }
    if (answer.has("next_page_token") && exchange.response().has("next_page_token")) {
      tokens.put(
          exchange.response().get("next_page_token").asText(),
          answer.get("next_page_token").asText());
    }
    if (exchange.path().equals("runs/create") && answer.has("run")) {
      names.put(
          answer.at("/run/info/run_name").asText(),
          exchange.response().at("/run/info/run_name").asText());
    }
    boolean searches = exchange.path().endsWith("search") || answer.has("registered_model");
    assertThat(comparable(answer, searches)).isEqualTo(comparable(exchange.response(), searches));
  }

  private JsonNode comparable(JsonNode node, boolean searches) {
    if (node instanceof ArrayNode array) {
      ArrayNode out = array.arrayNode();
      array.forEach(each -> out.add(comparable(each, searches)));
      return out;
    }
    if (node.isTextual()) {
      return EntityJson.object().textNode(names.getOrDefault(node.asText(), node.asText()));
    }
    if (!(node instanceof ObjectNode)) {
      return node.isIntegralNumber() ? EntityJson.object().numberNode(node.asLong()) : node;
    }
    ObjectNode out = EntityJson.object();
    node.properties()
        .forEach(
            field -> {
              String name = field.getKey();
              if (name.equals("error_code")) {
                out.put(name, code(field.getValue().asText()));
              } else if (name.equals("message")) {
                out.put(name, message(field.getValue().asText()));
              } else if (TIMES.contains(name) || name.equals("next_page_token")) {
                out.put(name, "some");
              } else if (!Set.of("outputs", "model_inputs").contains(name)
                  && !(searches && name.equals("aliases") && node.has("version"))) {
                JsonNode value = comparable(field.getValue(), searches);
                out.set(name, UNORDERED.contains(name) ? byVersion(value) : value);
              }
            });
    return out;
  }

  /** MLflow calls some mistakes of the caller failures of its own. */
  private static String code(String recorded) {
    return recorded.equals("INTERNAL_ERROR") ? "INVALID_PARAMETER_VALUE" : recorded;
  }

  private static JsonNode byVersion(JsonNode versions) {
    List<JsonNode> sorted = new ArrayList<>();
    versions.forEach(sorted::add);
    sorted.sort((a, b) -> a.path("version").asText().compareTo(b.path("version").asText()));
    ArrayNode out = EntityJson.object().arrayNode();
    sorted.forEach(out::add);
    return out;
  }

  /** Up to the first set, which Python prints in any order, or the reference's SQL. */
  private static String message(String text) {
    return text.replaceFirst("'\\{.*", "")
        .replaceFirst(" Error: \\(.*(?s).*", "")
        .replaceFirst(" It is deleted.*", "")
        .replaceFirst("Invalid order by key", "Invalid attribute key");
  }
}
