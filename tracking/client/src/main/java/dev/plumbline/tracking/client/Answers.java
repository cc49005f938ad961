package dev.plumbline.tracking.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plumbline.tracking.ErrorCode;
import dev.plumbline.tracking.TrackingException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** What a server's answer says: JSON, a refusal, or that another try is worth it. */
final class Answers {
  /** Python's JSON has NaN and Infinity bare where no proto writes them. */
  static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private static final int LONGEST_PAUSE_DIGITS = 6;

  private final URI server;

  Answers(URI server) {
    this.server = server;
  }

  /** The answer's object; throws the server's refusal. */
  JsonNode read(Call call, HttpResponse<byte[]> answer) throws Unavailable {
    int status = answer.statusCode();
    Optional<JsonNode> json = json(answer.body());
    if (status == 200 && json.isPresent()) {
      return json.get();
    }
    if (status == 429 || status == 502 || status == 503 || status == 504) {
      boolean received = status == 502 || status == 504;
      throw Unavailable.answered("it answers " + status + said(json), received, pause(answer));
    }
    String code = json.map(error -> Entities.text(error, "error_code")).orElse("");
    if (code.isEmpty()) {
      throw foreign(call, status);
    }
    throw new TrackingException(
        codeOf(code, status), json.map(error -> Entities.text(error, "message")).orElse(""));
  }

  /** An object; an answer without any content is one without fields. */
  private static Optional<JsonNode> json(byte[] body) {
    if (body.length == 0) {
      return Optional.of(JSON.createObjectNode());
    }
    try {
      return Optional.of(JSON.readTree(body)).filter(JsonNode::isObject);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new IllegalStateException(e); // the bytes are here
    }
  }

  private static String said(Optional<JsonNode> json) {
    return json.map(error -> Entities.text(error, "message"))
        .filter(message -> !message.isEmpty())
        .map(message -> " (" + message + ")")
        .orElse("");
  }

  private static Duration pause(HttpResponse<byte[]> answer) {
    return answer
        .headers()
        .firstValue("Retry-After")
        .filter(text -> text.matches("[0-9]{1," + LONGEST_PAUSE_DIGITS + "}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
        .orElse(Duration.ZERO);
  }

  /** A code that a store has too, or what comes nearest. */
  private static ErrorCode codeOf(String code, int status) {
    for (ErrorCode known : ErrorCode.values()) {
      if (known.name().equals(code)) {
        return known;
      }
    }
    return byStatus(status);
  }

  private static ErrorCode byStatus(int status) {
    return switch (status) {
      case 404 -> ErrorCode.RESOURCE_DOES_NOT_EXIST;
      case 409 -> ErrorCode.INVALID_STATE;
      default -> status < 500 ? ErrorCode.INVALID_PARAMETER_VALUE : ErrorCode.INTERNAL_ERROR;
    };
  }

  /** What isn't MLflow's: some other server, a proxy, a page to sign in at. */
  private TrackingException foreign(Call call, int status) {
    String path = call.path().replaceAll("\\?.*", "");
    return new TrackingException(
        status < 500 ? ErrorCode.INVALID_PARAMETER_VALUE : ErrorCode.INTERNAL_ERROR,
        "Cannot "
            + call.method()
            + " "
            + path
            + " at the tracking server at "
            + server
            + ": it answers "
            + status
            + " and not in MLflow's words, "
            + remedy(status));
  }

  private static String remedy(int status) {
    return switch (status) {
      case 401, 403, 407 -> "give a token that it or the proxy before it takes";
      case 413 -> "send less at a time";
      default ->
          status < 500
              ? "check that the address is a tracking server's, with the path it is served under"
              : "see its log";
    };
  }
}
