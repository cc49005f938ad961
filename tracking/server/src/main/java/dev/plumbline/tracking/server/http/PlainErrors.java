package dev.plumbline.tracking.server.http;

import dev.plumbline.tracking.server.wire.Code;
import dev.plumbline.tracking.server.wire.Json;
import dev.plumbline.tracking.server.wire.Refusal;
import java.io.IOException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What HTTP itself refuses, in MLflow's JSON; nothing of the server's inside is told. */
public final class PlainErrors extends ErrorHandler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    int status = response.getStatus();
    Code code =
        status == HttpStatus.SERVICE_UNAVAILABLE_503
            ? Code.TEMPORARILY_UNAVAILABLE
            : HttpStatus.isServerError(status) ? Code.INTERNAL_ERROR : Code.BAD_REQUEST;
    Refusal refusal =
        new Refusal(code, "Cannot serve the request: " + HttpStatus.getMessage(status));
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    Reply reply = new Reply(response);
    try {
      Json.write(Json.error(refusal), reply);
      reply.finish(callback);
    } catch (IOException e) {
      callback.failed(e);
    }
    return true;
  }
}
