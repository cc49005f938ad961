package dev.plumbline.tracking.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files go through the proxy whole, in pieces, and never out of their folder. */
final class ArtifactsTest {
  private static final String PROXY = "/api/2.0/mlflow-artifacts/artifacts";
  private static final long LARGE = 300L << 20;

  @TempDir Path folder;
  private TestingServer server;

  @BeforeEach
  void start() throws Exception {
    server = new TestingServer(folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> put(String path, String content) throws Exception {
    return server.send(server.request(PROXY + path).PUT(BodyPublishers.ofString(content)));
  }

  @Test
  void aFileComesBackAsItWent() throws Exception {
    assertThat(put("/0/r/artifacts/a%20b/m%C3%BC%25.html", "<p>hi</p>").statusCode())
        .isEqualTo(200);
    HttpResponse<String> file = server.get(PROXY + "/0/r/artifacts/a%20b/m%C3%BC%25.html");
    assertThat(file.body()).isEqualTo("<p>hi</p>");
    assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
        .isEqualTo("attachment; filename=\"m_%.html\"; filename*=UTF-8''m%C3%BC%25.html");
    assertThat(file.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(file.headers().firstValue("Content-Length")).contains("9");
    assertThat(server.get(PROXY + "?path=0/r/artifacts").body())
        .isEqualTo("{\"files\":[{\"path\":\"a b\",\"is_dir\":true}]}");
    assertThat(server.get(PROXY + "/0/r/artifacts/a%20b").body()).contains("directory");
  }

  /** More than this process has heap for twice over would not fit. */
  @Test
  void aLargeFileIsNeverInMemory() throws Exception {
    long heap = Runtime.getRuntime().maxMemory();
    long size = Math.min(LARGE, heap);
    Path large = folder.resolve("large");
    try (var out =
        Files.newByteChannel(
            large,
            java.util.EnumSet.of(
                java.nio.file.StandardOpenOption.CREATE_NEW,
                java.nio.file.StandardOpenOption.WRITE))) {
      out.position(size - 1).write(java.nio.ByteBuffer.wrap(new byte[] {7}));
    }
    server.send(server.request(PROXY + "/large").PUT(BodyPublishers.ofFile(large)));
    assertThat(Files.mismatch(folder.resolve("artifacts/large"), large)).isEqualTo(-1);
    HttpResponse<InputStream> back =
        server
            .client()
            .send(server.request(PROXY + "/large").build(), BodyHandlers.ofInputStream());
    try (InputStream in = back.body();
        InputStream was = Files.newInputStream(large)) {
      byte[] piece = new byte[1 << 16];
      long read = 0;
      for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
        assertThat(was.readNBytes(n)).isEqualTo(java.util.Arrays.copyOf(piece, n));
        read += n;
      }
      assertThat(read).isEqualTo(size);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../secret",
        "/x/../../secret",
        "/..%2fsecret",
        "/%2e%2e/secret",
        "/%2e%2e%2fsecret",
        "/x%5c..%5csecret",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/x/..%2f..%2fsecret"
      })
  void noPathLeavesTheFolder(String path) throws Exception {
    Files.writeString(folder.resolve("secret"), "secret");
    HttpResponse<String> read = server.get(PROXY + path);
    assertThat(read.statusCode()).isIn(400, 404);
    assertThat(read.body()).doesNotContain("\"secret\"");
    assertThat(put(path, "changed").statusCode()).isIn(400, 404);
    assertThat(Files.readString(folder.resolve("secret"))).isEqualTo("secret");
  }

  @Test
  void linksAreNotFollowed() throws Exception {
    Files.writeString(folder.resolve("secret"), "secret");
    Files.createDirectories(folder.resolve("artifacts"));
    Files.createSymbolicLink(folder.resolve("artifacts/link"), folder.resolve("secret"));
    assertThat(server.get(PROXY + "/link").statusCode()).isEqualTo(400);
    assertThat(server.get(PROXY).body()).isEqualTo("{}");
  }

  @Test
  void filesOfARunAreFoundByIt() throws Exception {
    String run =
        server
            .post("runs/create", "{\"experiment_id\": \"0\", \"start_time\": 1}")
            .body()
            .replaceAll("(?s).*\"run_id\":\"([0-9a-f]+)\".*", "$1");
    put("/0/" + run + "/artifacts/d/f.txt", "text");
    assertThat(server.get("/api/2.0/mlflow/artifacts/list?run_id=" + run + "&path=d").body())
        .contains("{\"path\":\"d/f.txt\",\"is_dir\":false,\"file_size\":4}");
    assertThat(server.get("/get-artifact?path=d/f.txt&run_uuid=" + run).body()).isEqualTo("text");
  }
}
