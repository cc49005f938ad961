package dev.plumbline.tracking.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.tracking.ErrorCode;
import dev.plumbline.tracking.NewExperiment;
import dev.plumbline.tracking.TrackingException;
import dev.plumbline.tracking.server.http.Tokens;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server refuses has its code and its words; a token is shown nowhere. */
final class RefusalsTest {
  private static final String WRITER = "writer-0123456789abcdef";
  private static final String READER = "reader-0123456789abcdef";

  @TempDir Path folder;

  private static AbstractThrowableAssert<?, ?> assertRefused(
      ErrorCode code, ThrowingCallable call) {
    return assertThatThrownBy(call)
        .isInstanceOfSatisfying(TrackingException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void aTokenLetsIn() throws IOException {
    Path file = folder.resolve("tokens");
    Files.writeString(file, "ann " + WRITER + "\nbob " + READER + " read\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Tokens tokens = Tokens.read(file);
    NewExperiment wanted = NewExperiment.named("guarded");
    try (TestingRemote remote = new TestingRemote(folder, usual -> usual.guardedBy(tokens));
        RemoteTracking nobody = remote.client();
        RemoteTracking ann = RemoteTracking.open(RemoteSettings.of(remote.address()).as(WRITER));
        RemoteTracking bob = RemoteTracking.open(RemoteSettings.of(remote.address()).as(READER))) {
      assertRefused(
              ErrorCode.INVALID_PARAMETER_VALUE,
              () -> nobody.tracking().experiments().findExperiment("guarded"))
          .hasMessageContaining("Cannot tell who is calling");
      ann.tracking().experiments().createExperiment(wanted);
      assertThat(bob.tracking().experiments().findExperiment("guarded")).isPresent();
      assertRefused(
              ErrorCode.INVALID_PARAMETER_VALUE,
              () -> bob.tracking().experiments().createExperiment(wanted))
          .hasMessageContaining("Cannot change anything as bob")
          .hasMessageNotContaining(READER);
    }
  }

  @Test
  void codesAndWordsAreTheServers() throws IOException {
    try (TestingRemote remote = new TestingRemote(folder);
        RemoteTracking client = remote.client()) {
      String id = client.tracking().experiments().createExperiment(NewExperiment.named("e"));
      assertRefused(
              ErrorCode.RESOURCE_DOES_NOT_EXIST, () -> client.tracking().runs().loadRun("none"))
          .hasMessage("Run with id=none not found");
      assertRefused(
          ErrorCode.RESOURCE_ALREADY_EXISTS,
          () -> client.tracking().experiments().createExperiment(NewExperiment.named("e")));
      client.tracking().experiments().deleteExperiment(id);
      assertRefused(
          ErrorCode.INVALID_STATE,
          () -> client.tracking().experiments().renameExperiment(id, "other"));
    }
  }

  @Test
  void codesThatNoStoreHasGoByTheirStatus() throws IOException {
    String error = "{\"error_code\": \"%s\", \"message\": \"words\"}";
    try (CannedServer server =
            new CannedServer()
                .then(404, error.formatted("NOT_FOUND"))
                .then(409, error.formatted("ABORTED"))
                .then(403, error.formatted("PERMISSION_DENIED"))
                .then(501, error.formatted("NOT_IMPLEMENTED"));
        RemoteTracking client = RemoteTracking.open(RemoteSettings.of(server.address()))) {
      for (ErrorCode code :
          List.of(
              ErrorCode.RESOURCE_DOES_NOT_EXIST,
              ErrorCode.INVALID_STATE,
              ErrorCode.INVALID_PARAMETER_VALUE,
              ErrorCode.INTERNAL_ERROR)) {
        assertRefused(code, () -> client.tracking().runs().loadRun("r")).hasMessage("words");
      }
    }
  }

  @Test
  void whatIsNoTrackingServerIsNotTakenForOne() throws IOException {
    try (CannedServer server =
            new CannedServer()
                .then(404, "<html>Not Found</html>")
                .then(200, "<html>Sign in</html>")
                .then(302, "")
                .then(200, "{}");
        RemoteTracking client =
            RemoteTracking.open(RemoteSettings.of(URI.create(server.address() + "/mlflow/")))) {
      assertRefused(ErrorCode.INVALID_PARAMETER_VALUE, () -> client.tracking().runs().findRun("r"))
          .hasMessage(
              "Cannot GET /api/2.0/mlflow/runs/get at the tracking server at "
                  + server.address()
                  + "/mlflow/: it answers 404 and not in MLflow's words, check that the address is a"
                  + " tracking server's, with the path it is served under");
      assertRefused(ErrorCode.INVALID_PARAMETER_VALUE, () -> client.tracking().runs().findRun("r"));
      assertRefused(ErrorCode.INVALID_PARAMETER_VALUE, () -> client.tracking().runs().findRun("r"));
      assertRefused(ErrorCode.INTERNAL_ERROR, () -> client.tracking().runs().findRun("r"))
          .hasMessageContaining("it has no run");
      assertThat(server.asked().get(0)).startsWith("GET /mlflow/api/2.0/mlflow/runs/get?run_id=r ");
    }
  }

  @Test
  void settingsThatCannotWorkAreRefused() {
    for (String address :
        List.of("ftp://host", "host:5000", "http:///x", "http://h?q=1", "http://h#f", "sqlite:x")) {
      assertThatThrownBy(() -> RemoteSettings.of(URI.create(address)))
          .as(address)
          .hasMessageStartingWith("Cannot call the tracking server at " + address);
    }
    assertThatThrownBy(() -> RemoteSettings.of(URI.create("http://ann:secret@host")))
        .hasMessageStartingWith("Cannot call a tracking server with a user in its address")
        .hasMessageNotContaining("secret");
    RemoteSettings usual = RemoteSettings.of(URI.create("https://host"));
    for (String token : List.of("", " ", "two words", "line\nbreak", "\u00fcml")) {
      assertThatThrownBy(() -> usual.as(token))
          .hasMessageStartingWith("Cannot send the tracking server's token")
          .hasMessageNotContaining("words");
    }
    assertThatThrownBy(() -> usual.within(Duration.ZERO, Duration.ZERO))
        .hasMessageStartingWith("Cannot wait");
    assertThat(usual.as(WRITER)).hasToString(usual.toString().replace("none", "given"));
    assertThat(usual.as(WRITER).toString()).doesNotContain(WRITER);
  }
}
