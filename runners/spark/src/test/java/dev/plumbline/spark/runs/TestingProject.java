package dev.plumbline.spark.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.cli.Surroundings;
import dev.plumbline.cli.command.Commands;
import dev.plumbline.pipeline.json.Json;
import dev.plumbline.spark.TestingSession;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A project in a folder, on which the real commands run in this process, on one engine. */
final class TestingProject {
  private final Path folder;
  private final AtomicInteger runs = new AtomicInteger();

  /** What a command said and how it ended. */
  record Said(int exit, String out, String err) {
    Map<?, ?> json() {
      return (Map<?, ?>) Json.parse(out);
    }
  }

  TestingProject(Path folder, String engine) throws IOException {
    this.folder = folder;
    TestingSession.get();
    Path conf = folder.resolve("conf/base/plumb.properties");
    Files.createDirectories(conf.getParent());
    Files.writeString(conf, "engine=" + engine + "\n");
  }

  Said plumb(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings surroundings =
        new Surroundings(
            folder,
            Optional.empty(),
            "plumb",
            Map.of(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            new Surroundings.Screen(false, 80),
            Clock.systemUTC(),
            () -> "run" + runs.incrementAndGet());
    int exit = Commands.run(surroundings, words);
    return new Said(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** A command that must end well. */
  Said done(String... words) {
    Said said = plumb(words);
    assertThat(said.exit()).as(said.out() + said.err()).isZero();
    return said;
  }

  /** A table's rows as {@code tables show} tells them, sorted. */
  List<String> rows(String table) {
    Map<?, ?> shown = done("tables", "show", table, "--rows", "1000", "--json").json();
    return ((List<?>) shown.get("first")).stream().map(Json::write).sorted().toList();
  }

  Path table(String name) {
    return folder.resolve(".plumbline/tables").resolve(name);
  }
}
