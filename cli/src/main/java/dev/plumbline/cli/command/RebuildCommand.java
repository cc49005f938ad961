package dev.plumbline.cli.command;

import dev.plumbline.cli.Surroundings;
import dev.plumbline.cli.conf.Conf;
import dev.plumbline.cli.conf.Key;
import dev.plumbline.cli.rebuild.Rebuilding;
import dev.plumbline.cli.rebuild.Traces;
import dev.plumbline.cli.wire.DeclaredTables;
import dev.plumbline.cli.wire.Session;
import dev.plumbline.cli.wire.StorePlace;
import dev.plumbline.pipeline.port.ModelFormat;
import dev.plumbline.runner.table.TableCatalog;
import dev.plumbline.tracking.Experiment;
import dev.plumbline.tracking.Search;
import dev.plumbline.tracking.TrackingStore;
import dev.plumbline.tracking.ViewType;
import dev.plumbline.tracking.sql.RestoredModels;
import dev.plumbline.tracking.sql.SqlTracking;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code plumb rebuild}: an empty tracking store from what runs left behind. */
@Command(
    name = "rebuild",
    description = {
      "Restore runs and registered models into an empty tracking store, from the tables' logs, the"
          + " model directories and what lies beside them.",
      "docs/exactly-once.md says what can't be restored."
    })
final class RebuildCommand extends Reading {
  @Option(
      names = "--fill",
      description = "Into a store that is not empty: add what it lacks, change nothing else.")
  private boolean fill;

  RebuildCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  int work(Session session) throws Exception {
    Conf conf = session.conf();
    SqlTracking store = session.get(SqlTracking.class);
    if (!fill) {
      refuseUnlessEmpty(conf, store);
    }
    Traces traces = new Traces();
    traces.tables(
        session.get(DeclaredTables.class).all().values(),
        session.get(TableCatalog.class),
        this::progress);
    traces.artifacts(
        conf.folder(Key.ARTIFACTS_ROOT), () -> session.get(ModelFormat.class), this::progress);
    int runs = new Rebuilding(session.get(TrackingStore.class)).restore(traces, this::progress);
    RestoredModels models = store.restoreModels();
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("tables", traces.tables());
    tree.put("commits", traces.commits());
    tree.put("directories", traces.models());
    tree.put("runs", runs);
    tree.put("models", models.models());
    tree.put("versions", models.versions());
    tree.put("faults", traces.faults());
    traces.faults().forEach(fault -> surroundings().err().println(fault));
    show(
        tree,
        "Added "
            + runs
            + " runs, "
            + models.models()
            + " models with "
            + models.versions()
            + " versions; looked at "
            + traces.commits()
            + " commits of "
            + traces.tables()
            + " tables and "
            + traces.models()
            + " model directories");
    return traces.faults().isEmpty() ? Exit.DONE : Exit.FAILED;
  }

  private void progress(String what) {
    surroundings().err().println(what);
  }

  private static void refuseUnlessEmpty(Conf conf, SqlTracking store) {
    List<String> experiments =
        store
            .tracking()
            .experiments()
            .searchExperiments(ViewType.ALL, Search.all())
            .items()
            .stream()
            .map(Experiment::experimentId)
            .toList();
    boolean empty =
        store
                .tracking()
                .runs()
                .searchRuns(experiments, ViewType.ALL, Search.all().atMost(1))
                .items()
                .isEmpty()
            && store.registry().models().searchRegisteredModels(Search.all()).items().isEmpty();
    if (!empty) {
      throw new UsageException(
          "Cannot rebuild "
              + StorePlace.of(conf).shown()
              + ": it is not empty; add what it lacks with --fill, or name another file with --conf"
              + " tracking.database=FILE");
    }
  }
}
