package dev.plumbline.tracking.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.tracking.ErrorCode;
import dev.plumbline.tracking.Metric;
import dev.plumbline.tracking.NewRun;
import dev.plumbline.tracking.TrackingException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that aren't there, don't answer, can't now, or come back. */
final class UnreachableTest {
  private static final Duration LITTLE = Duration.ofMillis(200);

  @TempDir Path folder;

  private static RemoteTracking client(URI server, Duration timeout, Duration patience) {
    return RemoteTracking.open(RemoteSettings.of(server).within(timeout, patience));
  }

  private static AbstractThrowableAssert<?, ?> assertUnavailable(RemoteTracking client) {
    return assertThatThrownBy(
            () -> client.tracking().log().logMetric("r", new Metric("m", 1, Instant.EPOCH, 0)))
        .isInstanceOfSatisfying(
            TrackingException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE));
  }

  @Test
  void nobodyIsThere() throws IOException {
    URI nowhere;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nowhere = URI.create("http://127.0.0.1:" + free.getLocalPort());
    }
    try (RemoteTracking client = client(nowhere, Duration.ofSeconds(10), LITTLE)) {
      assertUnavailable(client)
          .hasMessageMatching(
              "Cannot reach the tracking server at "
                  + nowhere
                  + ": it takes no connection(, \\d times)?, start it or correct its address");
    }
  }

  @Test
  void itTakesConnectionsAndNeverAnswers() throws IOException {
    try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        RemoteTracking client =
            client(
                URI.create("http://127.0.0.1:" + mute.getLocalPort()),
                Duration.ofSeconds(2),
                Duration.ZERO)) {
      assertUnavailable(client)
          .hasMessageContaining(
              "it gave no answer in 2.0 s (what it was asked may have been done)");
    }
  }

  @Test
  void itCannotNow() throws IOException {
    String busy = "{\"error_code\": \"TEMPORARILY_UNAVAILABLE\", \"message\": \"held by another\"}";
    try (CannedServer server = new CannedServer().then(503, busy);
        RemoteTracking client = client(server.address(), Duration.ofSeconds(10), Duration.ZERO)) {
      assertUnavailable(client)
          .hasMessage(
              "Cannot reach the tracking server at "
                  + server.address()
                  + ": it answers 503 (held by another), try again later");
    }
  }

  @Test
  void itIsAskedAgainUntilItCan() throws IOException {
    try (CannedServer server =
            new CannedServer()
                .then(429, "")
                .then(502, "<html>")
                .then(503, "")
                .then(504, "")
                .then(200, "{}");
        RemoteTracking client =
            client(server.address(), Duration.ofSeconds(10), Duration.ofSeconds(30))) {
      client.tracking().log().logMetric("r", new Metric("m", 1, Instant.EPOCH, 0));
      assertThat(server.asked()).hasSize(5);
    }
  }

  @Test
  void aFailureOfTheServerIsNotAskedAgain() throws IOException {
    try (CannedServer server = new CannedServer().then(500, "Traceback");
        RemoteTracking client =
            client(server.address(), Duration.ofSeconds(10), Duration.ofSeconds(30))) {
      assertThatThrownBy(() -> client.tracking().runs().loadRun("r"))
          .isInstanceOfSatisfying(
              TrackingException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL_ERROR));
      assertThat(server.asked()).hasSize(1);
    }
  }

  @Test
  void itComesBack() throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    NewRun wanted =
        new NewRun(
            "0", Optional.of("night"), Optional.empty(), "", Instant.ofEpochMilli(1), List.of());
    try (TestingRemote remote = new TestingRemote(folder);
        RemoteTracking client = remote.client();
        RemoteTracking hasty = client(remote.address(), Duration.ofSeconds(30), Duration.ZERO)) {
      client.tracking().runs().createRun(wanted);
      remote.stop();
      assertUnavailable(hasty);
      Future<?> logged =
          thread.submit(
              () ->
                  client.tracking().log().logMetric("night", new Metric("m", 1, Instant.EPOCH, 0)));
      remote.restart();
      logged.get();
      assertThat(client.tracking().runs().createRun(wanted).data().metric("m")).isPresent();
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void itIsClosed() {
    RemoteTracking client =
        client(URI.create("http://127.0.0.1:1"), Duration.ofSeconds(10), Duration.ZERO);
    client.close();
    assertThatThrownBy(() -> client.registry().models().findRegisteredModel("m"))
        .hasMessageContaining("this client is closed");
  }
}
