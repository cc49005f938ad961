package dev.plumbline.tracking.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.tracking.ErrorCode;
import dev.plumbline.tracking.LoggedModelSearch;
import dev.plumbline.tracking.NewExperiment;
import dev.plumbline.tracking.NewLoggedModel;
import dev.plumbline.tracking.NewModelVersion;
import dev.plumbline.tracking.NewRun;
import dev.plumbline.tracking.Run;
import dev.plumbline.tracking.RunStatus;
import dev.plumbline.tracking.RunUpdate;
import dev.plumbline.tracking.Search;
import dev.plumbline.tracking.Tag;
import dev.plumbline.tracking.TrackingException;
import dev.plumbline.tracking.ViewType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A call whose answer is lost on its way is tried again, and does nothing twice. */
final class LostAnswersTest {
  private static final String EXPERIMENT = "0";

  @TempDir Path folder;
  private TestingRemote remote;
  private LossyProxy proxy;
  private RemoteTracking client;

  @BeforeEach
  void open() throws IOException {
    remote = new TestingRemote(folder);
    proxy = new LossyProxy(remote.address());
    client = RemoteTracking.open(RemoteSettings.of(proxy.address()));
  }

  @AfterEach
  void close() throws IOException {
    assertThat(proxy.left()).isZero();
    client.close();
    proxy.close();
    remote.close();
  }

  private static NewRun run() {
    return new NewRun(
        EXPERIMENT,
        Optional.empty(),
        Optional.empty(),
        "",
        Instant.ofEpochMilli(1),
        List.of(new Tag("k", "v")));
  }

  private List<Run> runs() {
    return remote
        .store
        .tracking()
        .runs()
        .searchRuns(List.of(EXPERIMENT), ViewType.ALL, Search.all())
        .items();
  }

  @Test
  void withoutAKeyARetryMakesAnother() {
    Wire wire = new Wire(RemoteSettings.of(proxy.address()), new Random(7));
    ObjectNode body = Bodies.of("experiment_id", EXPERIMENT);
    proxy.lose(1);
    wire.send(Call.post("runs/create", body));
    assertThat(runs()).hasSize(2);
  }

  @Test
  void aRunIsMadeOnce() {
    proxy.lose(2);
    Run made = client.tracking().runs().createRun(run());
    assertThat(runs()).extracting(Run::runId).containsExactly(made.runId());
    assertThat(client.tracking().runs().createRun(run()).runId()).isNotEqualTo(made.runId());
  }

  @Test
  void aVersionAndALoggedModelAreMadeOnce() {
    client.registry().models().createRegisteredModel("m", Optional.empty(), List.of());
    proxy.lose(1);
    assertThat(
            client
                .registry()
                .versions()
                .createModelVersion(NewModelVersion.of("m", "s3://m"))
                .version())
        .isEqualTo(1);
    proxy.lose(1);
    client
        .tracking()
        .loggedModels()
        .createLoggedModel(
            new NewLoggedModel(
                EXPERIMENT, Optional.empty(), "", "", List.of(), List.of(), Optional.empty()));
    assertThat(remote.store.registry().versions().searchModelVersions(Search.all()).items())
        .hasSize(1);
    assertThat(
            remote
                .store
                .tracking()
                .loggedModels()
                .searchLoggedModels(LoggedModelSearch.where(EXPERIMENT, ""))
                .items())
        .hasSize(1);
  }

  @Test
  void whatALostTryTookAwayIsNoErrorToTheNext() {
    String run = client.tracking().runs().createRun(run()).runId();
    proxy.lose(1);
    client.tracking().log().deleteTag(run, "k");
    assertThatThrownBy(() -> client.tracking().log().deleteTag(run, "k"))
        .isInstanceOfSatisfying(
            TrackingException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.RESOURCE_DOES_NOT_EXIST));

    String experiment =
        client.tracking().experiments().createExperiment(NewExperiment.named("gone"));
    proxy.lose(1);
    client.tracking().experiments().deleteExperiment(experiment);
    proxy.lose(1);
    client.tracking().experiments().restoreExperiment(experiment);
    proxy.lose(1);
    client.tracking().runs().updateRun(run, RunUpdate.ended(RunStatus.FINISHED, Instant.EPOCH));
  }

  @Test
  void anExperimentIsEnsuredAndAnAliasMoved() {
    client.tracking().experiments().findExperiment("ensured");
    proxy.lose(2);
    assertThat(client.tracking().experiments().ensureExperiment("ensured").name())
        .isEqualTo("ensured");

    client.registry().models().createRegisteredModel("m", Optional.empty(), List.of());
    client.registry().versions().createModelVersion(NewModelVersion.of("m", "s3://m"));
    proxy.lose(1);
    assertThat(client.registry().aliases().compareAndSetAlias("m", "a", Optional.empty(), 1))
        .isTrue();
  }

  @Test
  void oneWhoHasNoPatienceIsToldThatItMayBeDone() {
    RemoteSettings hasty =
        RemoteSettings.of(proxy.address()).within(Duration.ofSeconds(30), Duration.ZERO);
    try (RemoteTracking tracking = RemoteTracking.open(hasty)) {
      proxy.lose(1);
      assertThatThrownBy(() -> tracking.tracking().runs().createRun(run()))
          .hasMessageStartingWith("Cannot reach the tracking server at " + proxy.address())
          .hasMessageContaining("(what it was asked may have been done)");
      proxy.lose(1);
      assertThatThrownBy(() -> tracking.tracking().runs().loadRun("r"))
          .hasMessageNotContaining("may have been done");
    }
    assertThat(runs()).hasSize(1);
  }
}
