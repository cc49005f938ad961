package dev.plumbline.tracking.server.http;

import dev.plumbline.tracking.server.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;

/** A line of JSON for each request. No query and no header is in it: they may hold secrets. */
public final class AccessLog implements RequestLog {
  private static final double NANOS_OF_MILLI = 1e6;
  static final String CALLER = Caller.class.getName();
  private final Consumer<String> lines;

  /** A log to whoever takes its lines. */
  public AccessLog(Consumer<String> lines) {
    this.lines = lines;
  }

  @Override
  public void log(Request request, Response response) {
    double millis = (System.nanoTime() - request.getBeginNanoTime()) / NANOS_OF_MILLI;
    Caller caller = (Caller) request.getAttribute(CALLER);
    Json.Body line =
        out -> {
          out.writeStartObject();
          out.writeStringField(
              "time", Instant.ofEpochMilli(Request.getTimeStamp(request)).toString());
          out.writeStringField("remote", Request.getRemoteAddr(request));
          out.writeStringField("caller", caller == null ? "" : caller.name());
          out.writeStringField("method", request.getMethod());
          out.writeStringField("path", request.getHttpURI().getPath());
          out.writeNumberField("status", response.getStatus());
          out.writeNumberField("bytes", Response.getContentBytesWritten(response));
          out.writeNumberField("millis", Math.round(millis * 100) / 100.0);
          out.writeEndObject();
        };
    ByteArrayOutputStream text = new ByteArrayOutputStream(256);
    try {
      Json.write(line, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    lines.accept(text.toString(StandardCharsets.UTF_8));
  }
}
