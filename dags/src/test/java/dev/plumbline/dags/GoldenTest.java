package dev.plumbline.dags;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.dags.conf.DagBuilder;
import dev.plumbline.dags.document.DagDocument;
import dev.plumbline.dags.document.DagJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents as they are written; {@code -Dgolden=write} writes them anew, to be looked at. */
class GoldenTest {
  private static final Path FOLDER = Path.of("src/test/resources/dev/plumbline/dags/golden");

  /** Each with the lines of conf that it is of. */
  enum Golden {
    FUSED(
        "nightly.catchup=true", "nightly.tags=sales,nightly", "nightly.docs=Sums the day's sales."),
    STEPS(
        "nightly.tasks=steps",
        "nightly.task.days.group=tables",
        "nightly.task.scores.group=tables"),
    PIPELINE(
        "nightly.tasks=pipeline",
        "nightly.cron=30 5 * * MON-FRI",
        "nightly.zone=Europe/Berlin",
        "nightly.interval=whole",
        "nightly.end=2001-12-31",
        "nightly.run.timeout=6h"),
    ASSETS("nightly.cron=", "nightly.interval=", "nightly.assets=inputs"),
    ONCE("nightly.cron=", "nightly.once=true", "nightly.interval=whole"),
    EVERY("nightly.cron=", "nightly.every=1d", "nightly.active=3"),
    SPARK(
        "operator=spark-submit",
        "nightly.spark-submit.application=/opt/nightly.jar",
        "nightly.spark-submit.conf.spark.executor.memory=4g",
        "nightly.spark-submit.conf.spark.hadoop.fs.s3a.secret.key=connection:lake.password",
        "nightly.spark-submit.env_vars.NOTE=costs $5 {{ and }} \"more\"",
        "nightly.spark-submit.executor_cores=2",
        "nightly.task.plan.operator=bash",
        "nightly.task.train.spark-submit.executor_memory=16g",
        "nightly.params=pipeline.least,pipeline.note",
        "nightly.environment=cluster"),
    CARE(
        "retries=4",
        "retry.pause=1m",
        "retry.exponential=true",
        "retry.longest=1h",
        "nightly.timeout=2h",
        "nightly.task.train.pool=gpu",
        "nightly.task.train.slots=2",
        "nightly.task.train.priority=10",
        "nightly.task.train.queue=big",
        "nightly.task.scores.trigger=none-failed",
        "nightly.owner=forecasting",
        "nightly.notify.failure=team@example.org",
        "nightly.notify.late=team@example.org,boss@example.org",
        "nightly.notify.late.after=3h",
        "nightly.command=/opt/plumbline/plumb");

    private final String lines;

    Golden(String... lines) {
      this.lines = String.join("\n", lines);
    }

    String[] lines() {
      return lines.split("\n");
    }
  }

  @ParameterizedTest
  @EnumSource
  void isAsBefore(Golden golden) throws IOException {
    byte[] bytes = DagJson.write(Requests.document(golden.lines()));

    Path file = FOLDER.resolve(golden.name().toLowerCase(Locale.ROOT) + ".json");
    if ("write".equals(System.getProperty("golden"))) {
      Files.write(file, bytes);
    }

    assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(Files.readString(file));
    DagDocument read = DagJson.read(bytes, "nightly.json");
    assertThat(DagJson.write(read)).isEqualTo(bytes);
  }

  @Test
  void aHundredExportsInAnyZoneAndLocaleAreEqual() {
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    String[] zones = {"UTC", "Asia/Kolkata", "America/St_Johns", "Pacific/Apia", "Europe/Berlin"};
    String[] locales = {
      "en-US", "tr-TR", "ar-SA-u-nu-arab", "th-TH-u-ca-buddhist", "hi-IN-u-nu-deva"
    };
    byte[] first = DagJson.write(Requests.document(Golden.CARE.lines()));
    try {
      for (int i = 0; i < 100; i++) {
        TimeZone.setDefault(TimeZone.getTimeZone(zones[i % zones.length]));
        Locale.setDefault(Locale.forLanguageTag(locales[i / zones.length % locales.length]));
        var request = Requests.request(new Nightly(), Requests.conf(Golden.CARE.lines()));

        assertThat(DagJson.write(DagBuilder.build(request))).isEqualTo(first);
      }
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"US-ASCII", "ISO-8859-1", "UTF-16", "GBK", "IBM1047"})
  void aProcessOfAnyCharsetWritesTheSame(String charset) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=" + charset,
                "-cp",
                System.getProperty("java.class.path"),
                Writing.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    byte[] written = process.getInputStream().readAllBytes();

    assertThat(process.waitFor()).isZero();
    assertThat(written).isEqualTo(Writing.document());
    assertThat(new String(written, StandardCharsets.UTF_8)).contains("späte Flüge: 遅延 ✈");
  }

  /** A process that writes a document. */
  static final class Writing {
    private Writing() {}

    static byte[] document() {
      return DagJson.write(Requests.document("nightly.docs=späte Flüge: 遅延 ✈"));
    }

    public static void main(String[] none) throws IOException {
      System.out.write(document());
      System.out.flush();
    }
  }
}
