package dev.plumbline.tracking.server.exchanges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.plumbline.tracking.server.ServerSettings;
import dev.plumbline.tracking.server.TrackingServer;
import dev.plumbline.tracking.sqlite.EmbeddedTracking;
import dev.plumbline.tracking.sqlite.TrackingSettings;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server answers what MLflow 3.17.2 answered to the same requests in the same order: status,
 * error code and whole body, but for what DIFFERENCES.md declares. One that is declared and doesn't
 * differ in that way fails like one that differs and isn't declared.
 */
final class RecordedExchangesTest {
  @TempDir Path folder;
  private EmbeddedTracking store;
  private TrackingServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Names names = new Names();
  private final List<String> equal = new ArrayList<>();
  private final List<String> deliberate = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    store =
        EmbeddedTracking.open(
            new TrackingSettings(folder.resolve("t.db"), "mlflow-artifacts:"),
            Clock.systemUTC(),
            runIds());
    server =
        TrackingServer.start(
            ServerSettings.loopback(folder.resolve("artifacts")),
            store.tracking(),
            store.registry());
  }

  @AfterEach
  void stop() {
    server.close();
    store.close();
  }

  @TestFactory
  Stream<DynamicTest> answersAsRecorded() throws IOException {
    return replay("/api/2.0/");
  }

  @TestFactory
  Stream<DynamicTest> answersAsRecordedUnderTheOtherPrefix() throws IOException {
    return replay("/ajax-api/2.0/");
  }

  /** Other ids than the recorded ones, in the same order: MLflow orders equal times by id. */
  private static Supplier<String> runIds() throws IOException {
    Iterator<String> recorded =
        Exchange.all().stream()
            .map(each -> each.response().at("/run/info/run_id").asText(""))
            .filter(id -> !id.isEmpty())
            .distinct()
            .iterator();
    return () ->
        (recorded.hasNext() ? recorded.next().substring(0, 16) : "f".repeat(16))
            + UUID.randomUUID().toString().replace("-", "").substring(16);
  }

  private Stream<DynamicTest> replay(String prefix) throws IOException {
    Map<String, String> declared = Differences.declared();
    List<Exchange> exchanges = Exchange.all();
    Stream<DynamicTest> each =
        exchanges.stream()
            .map(
                exchange ->
                    DynamicTest.dynamicTest(
                        exchange.tag(), () -> check(prefix, exchange, declared)));
    DynamicTest sum =
        DynamicTest.dynamicTest(
            "sum",
            () -> {
              System.out.printf(
                  "%s: %d exchanges, %d equal, %d different on purpose%n",
                  prefix, exchanges.size(), equal.size(), deliberate.size());
              assertThat(equal.size() + deliberate.size()).isEqualTo(exchanges.size());
              assertThat(deliberate).containsExactlyInAnyOrderElementsOf(declared.keySet());
            });
    return Stream.concat(each, Stream.of(sum));
  }

  private void check(String prefix, Exchange exchange, Map<String, String> declared)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = client.send(request(prefix, exchange), utf8());
    JsonNode body = json(answer);
    names.learn(exchange.response(), body);
    JsonNode shown = json(names.toRecorded(body.toString()));
    String tag = exchange.tag();
    boolean same = isSame(exchange, answer.statusCode(), shown);
    if (declared.containsKey(tag)) {
      assertThat(same).as("declared as different, but it is equal").isFalse();
      assertDiffers(declared.get(tag), exchange, answer.statusCode(), shown);
      deliberate.add(tag);
    } else if (same) {
      equal.add(tag);
    } else {
      assertThat(answer.statusCode() + " " + Comparable.of(shown))
          .isEqualTo(exchange.status() + " " + Comparable.of(exchange.response()));
    }
  }

  private HttpRequest request(String prefix, Exchange exchange) {
    String path =
        exchange.path().startsWith("/") ? exchange.path() : prefix + "mlflow/" + exchange.path();
    StringBuilder query = new StringBuilder();
    exchange
        .query()
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isArray()) {
                field.getValue().forEach(value -> add(query, field.getKey(), value));
              } else {
                add(query, field.getKey(), field.getValue());
              }
            });
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.address() + names.toHere(path) + query));
    if (!exchange.method().equals("GET")) {
      request.header("Content-Type", exchange.contentType());
    }
    return request
        .method(
            exchange.method(),
            exchange.body().isEmpty()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(names.toHere(exchange.body())))
        .build();
  }

  private void add(StringBuilder query, String name, JsonNode value) {
    query
        .append(query.length() == 0 ? '?' : '&')
        .append(name)
        .append('=')
        .append(URLEncoder.encode(names.toHere(value.asText()), StandardCharsets.UTF_8));
  }

  private static HttpResponse.BodyHandler<String> utf8() {
    return HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8);
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    String type = answer.headers().firstValue("Content-Type").orElse("");
    return type.startsWith("application/json") && !answer.body().isEmpty()
        ? json(answer.body())
        : TextNode.valueOf(answer.body());
  }

  private static JsonNode json(String text) throws IOException {
    return Exchange.JSON.readTree(text);
  }

  /** The recorder cut pages after 200 characters, and kept no file's content. */
  private static boolean isSame(Exchange exchange, int status, JsonNode body) {
    JsonNode recorded = exchange.response();
    boolean cut =
        recorded.isTextual()
            && (recorded.textValue().length() == 200 || recorded.textValue().isEmpty());
    boolean sameBody =
        cut
            ? body.asText().startsWith(recorded.textValue())
            : Comparable.of(body).toString().equals(Comparable.of(recorded).toString());
    return status == exchange.status() && sameBody;
  }

  private static void assertDiffers(String how, Exchange exchange, int status, JsonNode body) {
    switch (how) {
      case "message" -> {
        assertThat(status).isEqualTo(exchange.status());
        assertThat(without(body).toString()).isEqualTo(without(exchange.response()).toString());
      }
      case "adds" -> {
        assertThat(status).isEqualTo(exchange.status());
        assertThat(known(Comparable.of(body), Comparable.of(exchange.response())).toString())
            .isEqualTo(Comparable.of(exchange.response()).toString());
      }
      case "body" -> assertThat(status).isEqualTo(exchange.status());
      default ->
          assertThat((status + " " + body.path("error_code").asText("")).strip()).isEqualTo(how);
    }
  }

  /** An answer without the fields that the recorded one doesn't have. */
  private static JsonNode known(JsonNode answer, JsonNode recorded) {
    if (answer instanceof ArrayNode items) {
      ArrayNode out = items.arrayNode();
      for (int i = 0; i < items.size(); i++) {
        out.add(known(items.get(i), recorded.path(i)));
      }
      return out;
    }
    if (!(answer instanceof ObjectNode)) {
      return answer;
    }
    ObjectNode out = Exchange.JSON.createObjectNode();
    answer
        .properties()
        .forEach(
            field -> {
              if (recorded.has(field.getKey())) {
                out.set(field.getKey(), known(field.getValue(), recorded.get(field.getKey())));
              }
            });
    return out;
  }

  private static JsonNode without(JsonNode error) {
    if (!error.has("message")) {
      fail("no message to differ in: " + error);
    }
    return ((ObjectNode) error.deepCopy()).without("message");
  }
}
