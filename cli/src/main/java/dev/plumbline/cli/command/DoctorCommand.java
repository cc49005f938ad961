package dev.plumbline.cli.command;

import dev.plumbline.cli.Surroundings;
import dev.plumbline.cli.conf.Conf;
import dev.plumbline.cli.conf.Key;
import dev.plumbline.cli.wire.Engines;
import dev.plumbline.cli.wire.Pipelines;
import dev.plumbline.cli.wire.Session;
import dev.plumbline.cli.wire.StorePlace;
import dev.plumbline.pipeline.port.ModelFormat;
import dev.plumbline.runner.table.TableCatalog;
import dev.plumbline.tracking.Search;
import dev.plumbline.tracking.TrackingStore;
import dev.plumbline.tracking.ViewType;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code plumb doctor}: whether this machine and project can run, and what to do where not. */
@Command(
    name = "doctor",
    description = "Check Java, memory, disk, conf, stores and engine; say what to do.")
final class DoctorCommand extends Reading {
  private static final long GIB = 1L << 30;
  private final List<Object> trees = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private boolean well = true;

  DoctorCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  int work(Session session) {
    Conf conf = session.conf();
    check("java", DoctorCommand::java);
    check("memory", DoctorCommand::memory);
    check("conf", () -> conf.settings().size() + " values, environment " + conf.environment());
    check("disk", () -> disk(conf.project()));
    check("tables", () -> tables(session, conf.folder(Key.TABLES_ROOT)));
    check("artifacts", () -> writable(conf.folder(Key.ARTIFACTS_ROOT)));
    check(
        "tracking",
        () ->
            session
                    .get(TrackingStore.class)
                    .experiments()
                    .searchExperiments(ViewType.ACTIVE_ONLY, Search.all())
                    .items()
                    .size()
                + " experiments in "
                + StorePlace.of(conf).shown());
    check("pipelines", () -> session.get(Pipelines.class).names().toString());
    check("models", () -> session.get(ModelFormat.class).getClass().getSimpleName());
    check("engine", () -> session.get(Engines.class).load(conf.text(Key.ENGINE)).version());
    check("archive", () -> archive(surroundings().command()));
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("well", well);
    tree.put("checks", trees);
    show(tree, text.toString().stripTrailing());
    return well ? Exit.DONE : Exit.FAILED;
  }

  private void check(String what, Callable<String> look) {
    String said;
    boolean good = true;
    try {
      said = look.call();
    } catch (Exception | LinkageError e) {
      said = e.getMessage() == null ? e.toString() : e.getMessage();
      good = false;
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("check", what);
    tree.put("good", good);
    tree.put("says", said);
    trees.add(tree);
    text.append(String.format("%s %-10s %s%n", good ? "✓" : "✗", what, said));
    well &= good;
  }

  private static String java() {
    return System.getProperty("java.version") + " in " + System.getProperty("java.home");
  }

  private static String memory() {
    long heap = Runtime.getRuntime().maxMemory();
    String said = String.format("%.1f GiB of heap", (double) heap / GIB);
    if (heap < GIB / 2) {
      throw new IllegalStateException(said + " is little for Spark, set PLUMB_OPTS=-Xmx2g");
    }
    return said;
  }

  private static String disk(Path project) throws IOException {
    long free = Files.getFileStore(project).getUsableSpace();
    String said = String.format("%.1f GiB free in %s", (double) free / GIB, project);
    if (free < GIB) {
      throw new IllegalStateException(said + " is little, make room");
    }
    return said;
  }

  private static String tables(Session session, URI root) throws IOException {
    if ("file".equals(root.getScheme())) {
      return writable(root);
    }
    session
        .get(TableCatalog.class)
        .obstacleToCommit(root.resolve("table"))
        .ifPresent(
            why -> {
              throw new IllegalStateException("Cannot write tables at " + root + ": " + why);
            });
    return root + " (one writer wins a version)";
  }

  private static String writable(URI folder) throws IOException {
    if (!"file".equals(folder.getScheme())) {
      return folder + " (not looked into)";
    }
    Path path = Path.of(folder);
    Path there = path;
    while (!Files.exists(there)) {
      there = there.getParent();
    }
    try {
      Files.delete(Files.createTempFile(there, "plumb-doctor", ".tmp"));
    } catch (IOException e) {
      throw new IOException("Cannot write in " + there + ": " + e + ", set another folder", e);
    }
    return path + (there.equals(path) ? "" : " (made when needed)");
  }

  private static String archive(String command) {
    String file = System.getProperty("plumb.archive", "");
    return file.isEmpty()
        ? "none yet: starting takes a second longer until "
            + command
            + " run has made one, in the background"
        : file;
  }
}
