package dev.plumbline.dags.conf;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.dags.Requests;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusedConfTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nightly.start= | schedule.nightly.start is not set",
        "nightly.start=June | schedule.nightly.start is 'June', write 2001-06-01",
        "nightly.cron= | schedule.nightly.cron is not set, nor is .every, .assets or .once",
        "nightly.every=1d | schedule.nightly.every stands beside .cron, set one of them",
        "nightly.cron=0 0 * * | it has 4 fields",
        "nightly.cron=61 0 * * * | Cannot read the minute '61' of a cron line",
        "nightly.cron=0 0 1 * MON | names days of the month and of the week",
        "nightly.cron=0 0 30 2 * | no day is ever like that",
        "nightly.cron=0 0 5/10 * * | '5/10', write numbers from 1 to 31",
        "nightly.zone=Mars | is 'Mars', write a zone such as Europe/Berlin",
        "nightly.zone=+02:00 | is '+02:00', write a zone such as Europe/Berlin",
        "nightly.interval= | schedule.nightly.interval is not set: write ticks",
        "nightly.interval=day | is 'day', write one of [ticks, whole]",
        "nightly.cron=0 5 * * * | is 'ticks', but from tick to tick is 2001-06-01T05:00/2001-06-02T05:00",
        "nightly.zone=Europe/Berlin | is 'ticks', but from tick to tick is 2001-05-31T22:00/",
        "nightly.catchup=yes | schedule.nightly.catchup is 'yes', write true or false",
        "active=0 | schedule.active is '0', write a number from 1 up",
        "nightly.run.timeout=5 | is '5', write a time such as 30s",
        "nightly.retires=3 | schedule.nightly.retires sets nothing that there is; did you mean schedule.nightly.retries?",
        "nigthly.retries=3 | did you mean schedule.nightly.retries?",
        "nightly.task.dais.retries=3 | names task 'dais'",
        "nightly.task.days.cron=3 | schedule.nightly.task.days.cron sets nothing that there is",
        "nightly.pool=my pool | is 'my pool', write letters, digits, dashes, dots and underscores",
        "nightly.tasks=few | is 'few', write one of [fused, steps, pipeline]",
        "nightly.operator=python | is 'python', write one of [bash, spark-submit",
        "nightly.bash.cdw=/tmp | names argument 'cdw'",
        "nightly.bash.append_env=maybe | is 'maybe': write true or false",
        "nightly.bash.env=A | holds texts by name, write env.<name>=<text>",
        "nightly.operator=spark-submit | task days: needs argument spark-submit.application, set it",
        "nightly.params=pipeline.lest | names parameter 'pipeline.lest'",
        "nightly.id=a b | is 'a b', write letters",
        "nightly.notify.late=a@b.c | schedule.nightly.notify.late.after is missing",
        "nightly.notify.failure=nobody | schedule.nightly.notify.failure is 'nobody', write a mail",
      })
  void isToldWithItsKey(String line, String message) {
    assertThatThrownBy(() -> Requests.document(line))
        .isInstanceOf(InvalidScheduleException.class)
        .hasMessageStartingWith("Cannot export nightly:\n  ")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "nightly.bash.env.DB_PASSWORD=hunter2, argument env.DB_PASSWORD is named like a secret",
    "nightly.bash.env.URL=jdbc://u:hunter2@db/x, argument env.URL looks like a secret",
    "nightly.docs=key AKIAABCDEFGHIJKLMNOP, docs looks like a secret",
    "nightly.tags=geheim-77, a tag holds the secret secrets.warehouse",
    "nightly.bash.cwd=/srv/geheim-77, argument cwd holds the secret secrets.warehouse",
    "nightly.environment=geheim-77, a word holds the secret secrets.warehouse",
    "nightly.command=x geheim-77, argument command holds the secret secrets.warehouse",
  })
  void aSecretIsNoLiteral(String line, String message) {
    var secrets = new TreeMap<>(java.util.Map.of("secrets.warehouse", "geheim-77"));
    var plain = Requests.request(new dev.plumbline.dags.Nightly(), Requests.conf(line));
    var request =
        new DagRequest(
            plain.pipeline(),
            plain.units(),
            plain.takesInterval(),
            plain.location(),
            plain.schedule(),
            plain.pipelines(),
            secrets);

    assertThatThrownBy(() -> DagBuilder.build(request))
        .hasMessageContaining(message)
        .hasMessageContaining("write variable:NAME or connection:NAME.password");
  }

  @Test
  void aReferenceIsNoSecret() {
    Requests.document(
        "nightly.bash.env.DB_PASSWORD=connection:warehouse.password",
        "nightly.bash.env.TOKEN=variable:token",
        "nightly.bash.env.AWS_CREDENTIALS_PROVIDER=com.example.Provider");
  }

  @Test
  void allMistakesAreToldTogether() {
    assertThatThrownBy(() -> Requests.document("nightly.start=", "nightly.retries=x", "pool.x=1"))
        .hasMessageContaining("schedule.nightly.start")
        .hasMessageContaining("schedule.nightly.retries")
        .hasMessageContaining("schedule.pool.x");
  }

  @Test
  void whatNoProcessCanBeGivenIsRefused() {
    assertThatThrownBy(() -> Requests.document("nightly.bash.env.NOTE=a\ud83d"))
        .hasMessageContaining("NUL or half a surrogate pair to a process: 'a?'");
  }
}
