package dev.plumbline.cli;

import dev.plumbline.cli.command.Commands;
import dev.plumbline.pipeline.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A project in a folder, on which the real commands are run in this process. */
final class TestingProject {
  static final String CSV =
      """
      day,customer,cents,late
      2001-06-01,ada,250,true
      2001-06-01,bob,50,false
      2001-06-02,ada,300,true
      2001-06-02,cyd,120,false
      2001-06-02,dan,140,false
      """;

  final Path folder;
  final Map<String, String> variables = new TreeMap<>();
  Clock clock = Clock.systemUTC();
  private final AtomicInteger runs = new AtomicInteger();

  /** What a command said and how it ended. */
  record Said(int exit, String out, String err) {
    Map<?, ?> json() {
      return (Map<?, ?>) Json.parse(out);
    }
  }

  TestingProject(Path folder) throws IOException {
    this.folder = folder;
    conf("base", "engine=local\n");
    Files.writeString(folder.resolve("orders.csv"), CSV);
  }

  void conf(String environment, String text) throws IOException {
    Path conf = folder.resolve("conf").resolve(environment).resolve("plumb.properties");
    Files.createDirectories(conf.getParent());
    Files.writeString(conf, text);
  }

  Said plumb(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings surroundings =
        new Surroundings(
            folder,
            Optional.empty(),
            "plumb",
            variables,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            new Surroundings.Screen(false, 80),
            clock,
            () -> "run" + runs.incrementAndGet());
    int exit = Commands.run(surroundings, arguments);
    return new Said(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
