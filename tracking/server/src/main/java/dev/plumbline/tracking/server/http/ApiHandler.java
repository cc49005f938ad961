package dev.plumbline.tracking.server.http;

import dev.plumbline.tracking.TrackingException;
import dev.plumbline.tracking.server.api.Access;
import dev.plumbline.tracking.server.api.Answer;
import dev.plumbline.tracking.server.api.Call;
import dev.plumbline.tracking.server.api.Route;
import dev.plumbline.tracking.server.api.Router;
import dev.plumbline.tracking.server.wire.Code;
import dev.plumbline.tracking.server.wire.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/** Finds the route of a request, lets its caller in or not, and sends the answer. */
public final class ApiHandler extends Handler.Abstract {
  private static final Logger LOG = Logger.getLogger(ApiHandler.class.getName());
  private final Router router;
  private final Authorization authorization;
  private final Origins origins;
  private final long mostBodyBytes;

  /** Serves those routes. */
  public ApiHandler(
      Router router, Authorization authorization, Origins origins, long mostBodyBytes) {
    this.router = router;
    this.authorization = authorization;
    this.origins = origins;
    this.mostBodyBytes = mostBodyBytes;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Sending sending = new Sending(response, callback);
    try {
      sending.send(answer(request, response));
    } catch (Refusal e) {
      sending.refuse(e);
    } catch (TrackingException e) {
      refuse(request, sending, e);
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.SEVERE, "Cannot answer " + request.getMethod() + " " + path(request), e);
      sending.refuse(
          new Refusal(Code.INTERNAL_ERROR, "Cannot answer: the server failed, see its log"));
    }
    return true;
  }

  /** A failure of the store is for its keeper to read, not for callers. */
  private static void refuse(Request request, Sending sending, TrackingException e) {
    Refusal refusal = Refusal.of(e);
    if (refusal.code() == Code.INTERNAL_ERROR) {
      LOG.log(Level.SEVERE, "Cannot answer " + request.getMethod() + " " + path(request), e);
      sending.refuse(
          new Refusal(
              Code.INTERNAL_ERROR, "Cannot answer: the store failed, see the server's log"));
    } else {
      sending.refuse(refusal);
    }
  }

  private static String path(Request request) {
    return request.getHttpURI().getPath();
  }

  private Answer answer(Request request, Response response) throws IOException {
    Optional<String> host = header(request, HttpHeader.HOST);
    Optional<String> origin = header(request, HttpHeader.ORIGIN);
    origins.check(Access.OPEN, host, origin);
    Optional<Router.Found> found = router.find(parts(path(request)));
    if (found.isEmpty()) {
      return Pages.noSuchPath();
    }
    String method = request.getMethod();
    Optional<Route> route = found.get().of(method);
    if (route.isEmpty()) {
      Set<String> allowed = new TreeSet<>(found.get().routes().keySet());
      response.getHeaders().put(HttpHeader.ALLOW, String.join(", ", allowed));
      return Pages.noSuchMethod();
    }
    origins.check(route.get().access(), host, origin);
    Caller caller =
        authorization.admit(route.get().access(), header(request, HttpHeader.AUTHORIZATION));
    request.setAttribute(AccessLog.CALLER, caller);
    InputStream body = Content.Source.asInputStream(request);
    boolean streamed = method.equals("PUT");
    return route
        .get()
        .handler()
        .answer(
            new Call(
                method,
                found.get().words(),
                query(request),
                header(request, HttpHeader.CONTENT_TYPE),
                RetryKey.of(
                    Optional.ofNullable(request.getHeaders().get(RetryKey.HEADER)), caller.name()),
                streamed ? body : new LimitedBody(body, mostBodyBytes)));
  }

  private static Optional<String> header(Request request, HttpHeader name) {
    return Optional.ofNullable(request.getHeaders().get(name));
  }

  /** The path between its slashes, each part decoded by itself. */
  private static List<String> parts(String path) {
    List<String> parts = new ArrayList<>();
    for (String part : path.substring(1).split("/", -1)) {
      try {
        parts.add(URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8));
      } catch (IllegalArgumentException e) {
        throw Refusal.invalid("Invalid path");
      }
    }
    return parts;
  }

  private static Map<String, List<String>> query(Request request) {
    if (request.getHttpURI().getQuery() == null) {
      return Map.of();
    }
    try {
      Map<String, List<String>> query = new HashMap<>();
      for (Fields.Field field : Request.extractQueryParameters(request, StandardCharsets.UTF_8)) {
        query.put(field.getName(), field.getValues());
      }
      return query;
    } catch (RuntimeException e) {
      throw Refusal.invalid("Cannot read the request: its query is not encoded as a URL's");
    }
  }
}
