package dev.plumbline.tracking.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.tracking.server.http.Tokens;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in, and what is kept out. */
final class WallTest {
  private static final String WRITER = "Bearer writer-0123456789abcdef";
  private static final String READER = "Bearer reader-0123456789abcdef";
  private static final String CREATE = "experiments/create";
  private static final String DEFAULT = "/api/2.0/mlflow/experiments/get?experiment_id=0";

  @TempDir Path folder;

  private Path tokens() throws IOException {
    Path file = folder.resolve("tokens");
    Files.writeString(
        file, "# who\nann writer-0123456789abcdef\nbob reader-0123456789abcdef read\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  @Test
  void callersAreKnownByTheirTokens() throws Exception {
    Tokens tokens = Tokens.read(tokens());
    List<String> log;
    try (TestingServer server = new TestingServer(folder, usual -> usual.guardedBy(tokens))) {
      log = server.log;
      assertThat(server.get(DEFAULT).statusCode()).isEqualTo(401);
      assertThat(server.get(DEFAULT, "Authorization", "Bearer no").statusCode()).isEqualTo(401);
      assertThat(server.get(DEFAULT, "Authorization", READER).statusCode()).isEqualTo(200);
      assertThat(server.get("/health").statusCode()).isEqualTo(200);

      String body = "{\"name\": \"x\"}";
      assertThat(server.post(CREATE, body).statusCode()).isEqualTo(401);
      assertThat(server.post(CREATE, body, "Authorization", READER).statusCode()).isEqualTo(403);
      assertThat(server.post(CREATE, body, "Authorization", WRITER).statusCode()).isEqualTo(200);
      String basic =
          "Basic "
              + Base64.getEncoder()
                  .encodeToString("any:writer-0123456789abcdef".getBytes(StandardCharsets.UTF_8));
      assertThat(server.get(DEFAULT, "Authorization", basic).statusCode()).isEqualTo(200);
      assertThat(server.store.tracking().experiments().findExperiment("x")).isPresent();
    }
    assertThat(String.join("\n", log)).doesNotContain("0123456789abcdef");
    assertThat(log)
        .anyMatch(
            line ->
                line.contains("\"caller\":\"ann\"")
                    && line.contains("\"status\":200")
                    && line.contains("\"path\":\"/api/2.0/mlflow/" + CREATE));
  }

  @Test
  void tokensThatAllCanReadAreRefused() throws IOException {
    Path file = tokens();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> Tokens.read(file)).hasMessageContaining("everyone can read them");
  }

  @Test
  void otherMachinesNeedTokens() {
    assertThatThrownBy(() -> new TestingServer(folder, usual -> usual.at("0.0.0.0", 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Cannot serve on 0.0.0.0");
  }

  @Test
  void otherNamesAndOtherSitesPagesAreRefused() throws Exception {
    try (TestingServer server = new TestingServer(folder)) {
      assertThat(raw(server, "GET " + DEFAULT + " HTTP/1.1\r\nHost: evil.example\r\n"))
          .startsWith("HTTP/1.1 403")
          .contains("PERMISSION_DENIED");
      assertThat(raw(server, "GET " + DEFAULT + " HTTP/1.1\r\nHost: localhost:5000\r\n"))
          .startsWith("HTTP/1.1 200");
      assertThat(server.post(CREATE, "{\"name\":\"x\"}", "Origin", "https://evil.example").body())
          .contains("PERMISSION_DENIED");
      assertThat(server.store.tracking().experiments().findExperiment("x")).isEmpty();
    }
  }

  @Test
  void whatHttpRefusesIsJsonToo() throws Exception {
    try (TestingServer server = new TestingServer(folder)) {
      assertThat(raw(server, "GET /%zz HTTP/1.1\r\nHost: localhost\r\n"))
          .startsWith("HTTP/1.1 400")
          .contains("\"error_code\"")
          .doesNotContain("jetty");
    }
  }

  @Test
  void longBodiesAreRefusedBeforeTheyAreRead() throws Exception {
    try (TestingServer server = new TestingServer(folder)) {
      String body = "{\"name\": \"" + "x".repeat(21 << 20) + "\"}";
      assertThat(server.post(CREATE, body).statusCode()).isEqualTo(413);
      assertThat(server.get("/health").body()).isEqualTo("OK");
    }
  }

  @Test
  void whatIsOutOfScopeSaysSo() throws Exception {
    try (TestingServer server = new TestingServer(folder)) {
      var traces = server.get("/api/3.0/mlflow/traces/tr-1");
      assertThat(traces.statusCode()).isEqualTo(501);
      assertThat(traces.body()).contains("Cannot serve traces");
      assertThat(server.get("/nothing").statusCode()).isEqualTo(404);
    }
  }

  private static String raw(TestingServer server, String head) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
      socket
          .getOutputStream()
          .write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      return new String(
          new DataInputStream(socket.getInputStream()).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
