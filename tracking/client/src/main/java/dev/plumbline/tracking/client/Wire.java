package dev.plumbline.tracking.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.tracking.ErrorCode;
import dev.plumbline.tracking.TrackingException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/**
 * Sends calls to a server and reads its answers, with as many tries as the settings' patience
 * allows. Safe for many threads. It follows no redirect: the token is for that server alone.
 */
final class Wire {
  private final RemoteSettings settings;
  private final RandomGenerator random;
  private final Answers answers;
  private final String base;
  private final HttpClient client;
  private volatile boolean closed;

  Wire(RemoteSettings settings, RandomGenerator random) {
    this.settings = settings;
    this.random = random;
    this.answers = new Answers(settings.server());
    this.base = settings.server().toString().replaceAll("/+$", "");
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.timeout())
            .build();
  }

  /** Sends a call and gives what is answered. */
  JsonNode send(Call call) {
    return send(call, new Tries(settings, random));
  }

  /**
   * Sends a call that takes something away: gone already is fine if a lost try may have done it.
   */
  void remove(Call call) {
    Tries tries = new Tries(settings, random);
    try {
      send(call, tries);
    } catch (TrackingException e) {
      if (e.code() != ErrorCode.RESOURCE_DOES_NOT_EXIST || !tries.mayHaveDone()) {
        throw e;
      }
    }
  }

  private JsonNode send(Call call, Tries tries) {
    HttpRequest request = request(call);
    while (true) {
      checkOpen();
      try {
        return answers.read(call, once(call, request));
      } catch (Unavailable e) {
        tries.after(e, call);
      }
    }
  }

  private HttpRequest request(Call call) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + call.path())).header("Accept", "application/json");
    settings.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
    call.key().ifPresent(key -> request.header("Idempotency-Key", key.toString()));
    call.body().ifPresent(body -> request.header("Content-Type", "application/json"));
    return request.method(call.method(), body(call)).build();
  }

  private static HttpRequest.BodyPublisher body(Call call) {
    if (call.body().isEmpty()) {
      return BodyPublishers.noBody();
    }
    try {
      return BodyPublishers.ofByteArray(Answers.JSON.writeValueAsBytes(call.body().get()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // a tree of texts and numbers
    }
  }

  /** One try. The timeout is for all of the answer, which the client's own is not. */
  private HttpResponse<byte[]> once(Call call, HttpRequest request) throws Unavailable {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, BodyHandlers.ofByteArray());
    try {
      return answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw Unavailable.late(settings.timeout());
    } catch (ExecutionException e) {
      throw Unavailable.of(e.getCause());
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new TrackingException(
          ErrorCode.TEMPORARILY_UNAVAILABLE,
          "Cannot wait for the tracking server at "
              + settings.server()
              + ": the thread was interrupted"
              + (call.changes() ? " (what it was asked may have been done)" : "")
              + ", call again",
          e);
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new TrackingException(
          ErrorCode.INVALID_STATE,
          "Cannot call the tracking server at "
              + settings.server()
              + ": this client is closed, open another");
    }
  }

  /** Sends nothing any more. */
  void close() {
    closed = true;
  }
}
