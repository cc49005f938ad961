package dev.plumbline.tracking.server.http;

import dev.plumbline.tracking.server.api.Answer;
import dev.plumbline.tracking.server.wire.Json;
import dev.plumbline.tracking.server.wire.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Sends one answer, or what is said instead. */
final class Sending {
  private static final String JSON = "application/json";
  private static final int PIECE = 256 << 10;

  private final Response response;
  private final Callback callback;

  Sending(Response response, Callback callback) {
    this.response = response;
    this.callback = callback;
  }

  void send(Answer answer) throws IOException {
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    if (answer instanceof Answer.Structured json) {
      write(HttpStatus.OK_200, JSON, json.body());
    } else if (answer instanceof Answer.Text text) {
      text(text);
    } else {
      download((Answer.Download) answer);
    }
  }

  private void write(int status, String type, Json.Body body) throws IOException {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    Reply reply = new Reply(response);
    Json.write(body, reply);
    reply.finish(callback);
  }

  private void text(Answer.Text text) throws IOException {
    response.setStatus(text.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, text.type());
    Reply reply = new Reply(response);
    reply.write(text.text().getBytes(StandardCharsets.UTF_8));
    reply.finish(callback);
  }

  /** As an attachment of the type its name says, so that no browser shows or runs it here. */
  private void download(Answer.Download file) throws IOException {
    try (InputStream content = file.content()) {
      String name = file.path().substring(file.path().lastIndexOf('/') + 1);
      String type = MimeTypes.DEFAULTS.getMimeByExtension(name);
      response.setStatus(HttpStatus.OK_200);
      response
          .getHeaders()
          .put(HttpHeader.CONTENT_TYPE, type == null ? "application/octet-stream" : type);
      response.getHeaders().put("Content-Disposition", disposition(name));
      file.sizeBytes()
          .ifPresent(size -> response.getHeaders().put(HttpHeader.CONTENT_LENGTH, size));
      OutputStream out = Content.Sink.asOutputStream(response);
      byte[] piece = new byte[PIECE];
      for (int read = content.read(piece); read >= 0; read = content.read(piece)) {
        out.write(piece, 0, read);
      }
      out.close();
    }
    callback.succeeded();
  }

  /** RFC 6266: a plain name for all, the real one for those who read UTF-8. */
  private static String disposition(String name) {
    StringBuilder plain = new StringBuilder();
    name.chars()
        .forEach(c -> plain.append(c < ' ' || c > '~' || c == '"' || c == '\\' ? '_' : (char) c));
    String real = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    return "attachment; filename=\""
        + plain
        + "\""
        + (plain.toString().equals(name) ? "" : "; filename*=UTF-8''" + real);
  }

  /** Says why not; an answer that has begun is cut off. */
  void refuse(Refusal refusal) {
    if (response.isCommitted()) {
      callback.failed(refusal);
      return;
    }
    response.reset();
    try {
      write(refusal.code().status(), JSON, Json.error(refusal));
    } catch (IOException e) {
      callback.failed(e);
    }
  }
}
