package dev.plumbline.cli.command;

import dev.plumbline.cli.Surroundings;
import dev.plumbline.cli.conf.Key;
import dev.plumbline.cli.wire.Serving;
import dev.plumbline.cli.wire.Session;
import dev.plumbline.cli.wire.StorePlace;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code plumb server}: serves runs, models and artifacts to MLflow's clients until it is stopped.
 */
@Command(
    name = "server",
    description = {
      "Serve runs, models and artifacts on MLflow's wire until stopped; a line of JSON on stdout for"
          + " each request.",
      "Clients: export MLFLOW_TRACKING_URI=http://127.0.0.1:5000."
    })
final class ServerCommand extends Work {
  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Where to listen; ${DEFAULT-VALUE}, which this machine alone reaches.",
      defaultValue = "127.0.0.1")
  private String host;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "${DEFAULT-VALUE}; 0 is any free one.",
      defaultValue = "5000")
  private int port;

  @Option(
      names = "--store",
      paramLabel = "PLACE",
      description =
          "The SQLite file of runs and models, or jdbc:postgresql://host:port/database; else"
              + " tracking.database of conf.")
  private String store;

  @Option(
      names = "--artifacts",
      paramLabel = "FOLDER",
      description = "Where artifacts are kept; else artifacts.root of conf.")
  private String artifacts;

  @Option(
      names = "--tokens",
      paramLabel = "FILE",
      description =
          "Who may call: lines NAME TOKEN, and read behind it for one who may change nothing."
              + " Needed where other machines reach the server.")
  private Path tokens;

  ServerCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  Map<String, String> conf() {
    Map<String, String> conf = new LinkedHashMap<>();
    if (store != null) {
      conf.put(
          Key.TRACKING_DATABASE.text(),
          StorePlace.isServer(store) ? store : Path.of(store).toAbsolutePath().toString());
    }
    if (artifacts != null) {
      conf.put(Key.ARTIFACTS_ROOT.text(), Path.of(artifacts).toAbsolutePath().toString());
    }
    return conf;
  }

  @Override
  @SuppressWarnings("try") // Stop only has to be there
  int work(Session session) throws Exception {
    if (port < 0 || port > 0xffff) {
      throw new UsageException("Cannot serve on port " + port + ": name one from 0 to 65535");
    }
    try (Stop stop = new Stop();
        Serving serving =
            Serving.start(session, host, port, Optional.ofNullable(tokens), this::say)) {
      surroundings().err().println("Serving " + serving.about() + ", stop it with Ctrl-C");
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      surroundings().err().println("Stopped");
    }
    return Exit.DONE;
  }
}
