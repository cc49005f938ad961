package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.pipeline.json.Json;
import dev.plumbline.pipeline.port.RunLeases.Owner;
import dev.plumbline.tracking.sqlite.EmbeddedTracking;
import dev.plumbline.tracking.sqlite.TrackingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The keys of every command's JSON are those that docs/cli.md names. */
class JsonKeysTest {
  private static final Path DOCS = Path.of("..", "docs", "cli.md");
  private static final Pattern TITLE = Pattern.compile("`plumb ([a-z ]+)`");
  private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)` \\|");

  /** For each command what is typed after it, so that nothing in its answers is empty. */
  private static final Map<String, String> TYPED = new LinkedHashMap<>();

  static {
    TYPED.put("run", "order-model --force & orders");
    TYPED.put("step", "order-model register --run last & orders publish --run run1");
    TYPED.put("backfill", "order-days --from 2001-06-02 --to 2001-06-02");
    TYPED.put("plan", "order-scores");
    TYPED.put("export", "order-days --to airflow --check");
    TYPED.put("runs list", "");
    TYPED.put("runs show", "run4");
    TYPED.put("runs diff", "run1 run2");
    TYPED.put("models list", "");
    TYPED.put("models show", "lateness");
    TYPED.put("models promote", "lateness 1");
    TYPED.put("tables list", "");
    TYPED.put("tables history", "orders");
    TYPED.put("tables show", "orders");
    TYPED.put("tables clean", "--older-than 0s");
    TYPED.put("pipelines list", "");
    TYPED.put("pipelines show", "order-model");
    TYPED.put("conf show", "");
    TYPED.put("rebuild", "--fill");
    TYPED.put("doctor", "");
  }

  @TempDir static Path folder;
  private static TestingProject project;

  @BeforeAll
  static void runSome() throws IOException {
    project = new TestingProject(folder);
    project.conf(
        "base",
        """
        engine=local
        schedule.order-days.cron=@daily
        schedule.order-days.interval=ticks
        schedule.order-days.start=2001-06-01
        """);
    project.plumb("run", "orders");
    project.plumb("run", "orders", "--set", "pipeline.least=130");
    project.plumb("run", "order-model");
    project.plumb("run", "order-model");
    Files.writeString(folder.resolve(".plumbline/tables/orders/part-of-nobody.parquet"), "");
    try (EmbeddedTracking tracking =
        EmbeddedTracking.open(
            TrackingSettings.in(folder.resolve(".plumbline")), Clock.systemUTC())) {
      Owner far = new Owner("far", "another-host", "1@0");
      tracking.leases().take("order-days for 2001-06-01/2001-06-02", far, Optional.empty());
    }
  }

  @TestFactory
  List<DynamicTest> everyCommandAnswersWithTheKeysThatAreDocumented() throws IOException {
    Map<String, Set<String>> documented = documented();
    assertThat(documented.keySet()).containsExactlyInAnyOrderElementsOf(TYPED.keySet());
    return TYPED.entrySet().stream()
        .map(
            typed ->
                DynamicTest.dynamicTest(
                    typed.getKey(),
                    () -> same(documented.get(typed.getKey()), typed.getKey(), typed.getValue())))
        .toList();
  }

  private static void same(Set<String> documented, String command, String typed) {
    Set<String> answered = new TreeSet<>();
    for (String each : typed.split(" & ")) {
      TestingProject.Said said = project.plumb((command + " " + each + " --json").split(" +"));
      assertThat(said.exit()).as(said.err()).isZero();
      collect("", Json.parse(said.out()), documented, answered);
    }
    if (command.equals("step")) {
      answered.add("metrics.*"); // those of an evaluate step that had failed
    }
    assertThat(answered).isEqualTo(documented);
  }

  private static void collect(String at, Object tree, Set<String> documented, Set<String> keys) {
    if (tree instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> {
            boolean free = documented.contains(at + ".*");
            String path = free ? at + ".*" : at.isEmpty() ? (String) key : at + "." + key;
            keys.add(path);
            if (!free) {
              collect(path, value, documented, keys);
            }
          });
    } else if (tree instanceof Collection<?> list) {
      list.forEach(element -> collect(at + "[]", element, documented, keys));
    }
  }

  /** Keys by command. */
  private static Map<String, Set<String>> documented() throws IOException {
    Map<String, Set<String>> all = new LinkedHashMap<>();
    List<Set<String>> open = List.of();
    for (String line : Files.readAllLines(DOCS)) {
      if (line.startsWith("## ")) {
        open =
            TITLE
                .matcher(line)
                .results()
                .map(title -> all.computeIfAbsent(title.group(1), name -> new TreeSet<>()))
                .toList();
      }
      Matcher row = ROW.matcher(line);
      if (row.find()) {
        open.forEach(keys -> keys.add(row.group(1)));
      }
    }
    return all;
  }

  @Test
  void helpSaysWhereTheKeysAre() {
    assertThat(project.plumb("--help").out()).contains("docs/cli.md");
    for (String command : TYPED.keySet()) {
      assertThat(project.plumb((command + " --help").split(" ")).out())
          .as(command)
          .contains("docs/cli.md");
    }
  }
}
