package dev.plumbline.tracking.server;

import dev.plumbline.tracking.RegistryStore;
import dev.plumbline.tracking.TrackingStore;
import dev.plumbline.tracking.artifacts.LocalArtifacts;
import dev.plumbline.tracking.server.api.Api;
import dev.plumbline.tracking.server.http.AccessLog;
import dev.plumbline.tracking.server.http.ApiHandler;
import dev.plumbline.tracking.server.http.Authorization;
import dev.plumbline.tracking.server.http.Origins;
import dev.plumbline.tracking.server.http.PlainErrors;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Serves a tracking store and a registry until it is closed; it closes neither. Closing lets
 * requests under way end and refuses new ones.
 */
public final class TrackingServer implements AutoCloseable {
  private static final int THREADS = 64;
  private static final int IDLE_THREADS = 4;
  private static final int IDLE_MILLIS = 60_000;

  /** A path may name what is any text: an artifact, a tag's key. It is read part by part. */
  private static final UriCompliance PATHS =
      UriCompliance.DEFAULT.with(
          "any names",
          UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
          UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
          UriCompliance.Violation.AMBIGUOUS_PATH_SEGMENT,
          UriCompliance.Violation.AMBIGUOUS_PATH_PARAMETER,
          UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT,
          UriCompliance.Violation.SUSPICIOUS_PATH_CHARACTERS);

  private final Server server;
  private final ServerConnector connector;

  private TrackingServer(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /** Starts serving; it answers when this returns. */
  public static TrackingServer start(
      ServerSettings settings, TrackingStore tracking, RegistryStore registry) throws IOException {
    boolean local = isLoopback(settings.host());
    if (!local && settings.tokens().isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot serve on "
              + settings.host()
              + ": other machines reach it and anyone there could change everything, give a file of"
              + " tokens or bind to 127.0.0.1");
    }
    Server server = new Server(threads());
    ServerConnector connector =
        new ServerConnector(server, 1, 1, new HttpConnectionFactory(http()));
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setIdleTimeout(IDLE_MILLIS);
    server.addConnector(connector);
    server.setErrorHandler(new PlainErrors());
    server.setRequestLog(new AccessLog(settings.accessLog()));
    server.setStopTimeout(settings.stopTimeout().toMillis());
    server.setHandler(
        new GracefulHandler(
            new ApiHandler(
                Api.over(tracking, registry, LocalArtifacts.in(settings.artifacts())),
                new Authorization(settings.tokens()),
                local ? Origins.thisMachine() : Origins.any(),
                settings.mostBodyBytes())));
    TrackingServer started = new TrackingServer(server, connector);
    try {
      server.start();
      return started;
    } catch (IOException e) {
      started.close();
      throw new IOException(
          "Cannot serve on "
              + settings.host()
              + ":"
              + settings.port()
              + ": "
              + e.getMessage()
              + ", choose another host or port",
          e);
    } catch (Exception e) {
      started.close();
      throw new IllegalStateException("Cannot start the server", e);
    }
  }

  private static QueuedThreadPool threads() {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS, IDLE_THREADS, IDLE_MILLIS);
    threads.setName("http");
    return threads;
  }

  private static HttpConfiguration http() {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendDateHeader(true);
    http.setUriCompliance(PATHS);
    return http;
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(
          "Cannot serve on " + host + ": no such host, name an address of this machine", e);
    }
  }

  /** Where it is reached. */
  public URI address() {
    String host = connector.getHost();
    return URI.create(
        "http://"
            + (host.contains(":") ? "[" + host + "]" : host)
            + ":"
            + connector.getLocalPort());
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("Cannot stop the server", e);
    }
  }
}
