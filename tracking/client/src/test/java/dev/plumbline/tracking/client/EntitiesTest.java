package dev.plumbline.tracking.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.tracking.Metric;
import dev.plumbline.tracking.RegisteredModel;
import dev.plumbline.tracking.Run;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Answers in all the forms that protobuf's JSON and Python's have. */
final class EntitiesTest {
  private static double value(String json) throws IOException {
    return Runs.metric(Answers.JSON.readTree("{\"key\": \"m\", \"value\": " + json + "}")).value();
  }

  @Test
  void numbersAreNumbersOrTexts() throws IOException {
    assertThat(value("0.5")).isEqualTo(0.5);
    assertThat(value("3")).isEqualTo(3);
    assertThat(value("1.7976931348623157e308")).isEqualTo(Double.MAX_VALUE);
    assertThat(value("\"NaN\"")).isNaN();
    assertThat(value("NaN")).isNaN();
    assertThat(value("\"Infinity\"")).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(value("\"-Infinity\"")).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThatThrownBy(() -> value("\"much\"")).hasMessageContaining("value is \"much\"");
  }

  @Test
  void wholeNumbersAreExactEitherWay() throws IOException {
    String point = "{\"key\": \"m\", \"value\": 1, \"timestamp\": %s, \"step\": %s}";
    Metric number = Runs.metric(Answers.JSON.readTree(point.formatted("7", "9007199254740993")));
    Metric text =
        Runs.metric(Answers.JSON.readTree(point.formatted("\"7\"", "\"9007199254740993\"")));
    assertThat(text)
        .isEqualTo(number)
        .isEqualTo(new Metric("m", 1, Instant.ofEpochMilli(7), 9007199254740993L));
  }

  @Test
  void whatIsAbsentIsEmpty() throws IOException {
    Run run =
        Runs.run(
            Answers.JSON.readTree(
                "{\"info\": {\"run_uuid\": \"r\", \"status\": \"RUNNING\", \"user_id\": null}}"));
    assertThat(run.runId()).isEqualTo("r");
    assertThat(run.info().userId()).isEmpty();
    assertThat(run.info().endTime()).isEmpty();
    assertThat(run.data().tags()).isEmpty();
    assertThat(run.inputs()).isEmpty();
    assertThat(Entities.page(Answers.JSON.readTree("{}"), "runs", Runs::run).nextPageToken())
        .isEmpty();
  }

  @Test
  void aModelsAliasesAreItsVersionsToo() throws IOException {
    try (CannedServer server =
            new CannedServer()
                .then(
                    200,
                    "{\"registered_model\": {\"name\": \"m\", \"latest_versions\": [{\"name\":"
                        + " \"m\", \"version\": \"2\", \"current_stage\": \"None\"}], \"aliases\":"
                        + " [{\"alias\": \"champion\", \"version\": \"2\"}, {\"alias\": \"old\","
                        + " \"version\": 1}]}}");
        RemoteTracking client = RemoteTracking.open(RemoteSettings.of(server.address()))) {
      RegisteredModel model = client.registry().models().loadRegisteredModel("m");
      assertThat(model.versionOf("old")).contains(1);
      assertThat(model.latestVersions().get(0).aliases()).containsExactly("champion");
      assertThat(model.latestVersions().get(0).runId()).isEqualTo(Optional.empty());
    }
  }
}
