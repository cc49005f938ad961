package proof;

import dev.plumbline.models.MlflowModelFormat;
import dev.plumbline.pipeline.Table;
import dev.plumbline.pipeline.json.Json;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.table.PinnedRead;
import dev.plumbline.runner.table.RowRange;
import dev.plumbline.runner.table.TableCommit;
import dev.plumbline.runner.table.TableReader;
import dev.plumbline.runner.table.TableState;
import dev.plumbline.tables.DeltaCatalog;
import dev.plumbline.tables.DeltaReader;
import dev.plumbline.tables.OrphanFiles;
import dev.plumbline.tables.Storage;
import dev.plumbline.tracking.DatasetInput;
import dev.plumbline.tracking.Metric;
import dev.plumbline.tracking.ModelVersion;
import dev.plumbline.tracking.RegisteredModel;
import dev.plumbline.tracking.Run;
import dev.plumbline.tracking.Search;
import dev.plumbline.tracking.Tag;
import dev.plumbline.tracking.TrackingStore;
import dev.plumbline.tracking.ViewType;
import dev.plumbline.tracking.pipeline.RunTags;
import dev.plumbline.tracking.sqlite.EmbeddedTracking;
import dev.plumbline.tracking.sqlite.TrackingSettings;
import ferries.Tables;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * All that a project's runs left behind, as sorted lines that are equal exactly when the effects are:
 * rows by table version and day, commits and their transactions, runs with parameters, metrics and
 * every point of their history, what was read, gates, models with versions and aliases, files of
 * runs, and files that nothing refers to. Left out are times, durations, the random ids of tables,
 * and the diaries of processes, from which a lost database is rebuilt: one for each that worked.
 */
final class Oracle {
  private static final Set<String> TAGS =
      Set.of(
          RunTags.PARENT,
          RunTags.PIPELINE,
          RunTags.INTERVAL,
          RunTags.ENGINE,
          RunTags.STATUS,
          RunTags.STEP,
          RunTags.KIND,
          RunTags.FINGERPRINT,
          RunTags.INGREDIENTS,
          RunTags.TABLE,
          RunTags.GATE,
          RunTags.GATE_PASSED,
          RunTags.GATE_REASONS,
          RunTags.MODEL_VERSION,
          RunTags.MODEL_ALIAS,
          RunTags.STEPS,
          RunTags.REUSES);

  private final Map<String, String> projects;
  private final Map<String, String> digests;
  private final Lane lane;
  private final Storage storage;
  private final TreeSet<String> lines = new TreeSet<>();

  private Oracle(Lane lane, Map<String, String> projects, Map<String, String> digests) {
    this.lane = lane;
    this.projects = projects;
    this.digests = digests;
    this.storage = lane.storage();
  }

  static TreeSet<String> of(Lane lane) {
    return of(Map.of("PROJECT", lane)).get("PROJECT");
  }

  /** Of projects by name, which may have the same tables: each knows the others by their names. */
  static Map<String, TreeSet<String>> of(Map<String, Lane> lanes) {
    Map<String, String> projects = new TreeMap<>();
    Map<String, String> digests = new TreeMap<>();
    Map<String, TreeSet<String>> all = new TreeMap<>();
    try {
      for (Map.Entry<String, Lane> each : lanes.entrySet()) {
        projects.put(each.getValue().project().toString(), each.getKey());
        models(data(each.getValue()).resolve("artifacts"), digests);
      }
      for (Map.Entry<String, Lane> each : lanes.entrySet()) {
        Oracle oracle = new Oracle(each.getValue(), projects, digests);
        oracle.tables();
        oracle.records();
        oracle.leftovers();
        all.put(each.getKey(), oracle.lines);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return all;
  }

  private static Path data(Lane lane) {
    return lane.project().resolve(".plumbline");
  }

  /** A model's digest tells the moment at which it was made: its place stands for it. */
  private static void models(Path artifacts, Map<String, String> digests) throws IOException {
    try (Stream<Path> walk = Files.walk(artifacts)) {
      for (Path file : walk.filter(f -> f.endsWith("manifest.json")).toList()) {
        Path place = file.getParent();
        digests.put(
            new MlflowModelFormat().verify(place), "model at " + artifacts.relativize(place));
      }
    }
  }

  private void tables() {
    DeltaCatalog catalog = new DeltaCatalog(storage);
    for (Table<?> table : Tables.ALL) {
      URI folder = URI.create(lane.tables() + "/" + table.name()).normalize();
      Optional<TableState> state = catalog.latest(folder);
      if (state.isEmpty()) {
        continue;
      }
      for (TableCommit commit : state.get().history(Integer.MAX_VALUE)) {
        Map<String, String> provenance = new TreeMap<>(commit.provenance());
        provenance.remove("told");
        lines.add(
            "commit "
                + table.name()
                + "@v"
                + commit.version()
                + " "
                + commit.operation()
                + " "
                + commit.transaction().orElse("")
                + " "
                + plain(provenance.toString()));
        rows(table, state.get(), commit.version());
      }
      new OrphanFiles(storage)
          .in(folder)
          .forEach(orphan -> lines.add("orphan in " + table.name() + " " + plain(orphan.file())));
    }
  }

  private void rows(Table<?> table, TableState state, long version) {
    Map<String, List<String>> days = new TreeMap<>();
    Schema<?> schema = table.schema();
    PinnedRead read =
        new PinnedRead(
            table.name(), state.location(), state.tableId(), version, RowRange.all(), schema);
    int day = table.interval().map(schema.names()::indexOf).orElse(-1);
    try (TableReader.Rows rows = new DeltaReader(storage).read(read)) {
      rows.forEachRemaining(
          cells ->
              days.computeIfAbsent(day < 0 ? "" : " " + cells[day], d -> new ArrayList<>())
                  .add(Arrays.deepToString(cells)));
    }
    days.forEach(
        (of, each) -> {
          each.sort(null);
          lines.add(
              "rows " + table.name() + "@v" + version + of + " " + each.size() + " " + hash(each));
        });
  }

  private static String hash(List<String> rows) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(String.join("\n", rows).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void records() throws IOException {
    try (EmbeddedTracking tracking =
        EmbeddedTracking.open(TrackingSettings.in(data(lane)), Clock.systemUTC())) {
      TrackingStore store = tracking.tracking();
      List<String> experiments =
          store.experiments().searchExperiments(ViewType.ALL, Search.all()).items().stream()
              .map(e -> e.experimentId())
              .toList();
      for (Run run : store.runs().searchRuns(experiments, ViewType.ALL, Search.all()).items()) {
        run(store, run);
      }
      for (RegisteredModel model :
          tracking.registry().models().searchRegisteredModels(Search.all()).items()) {
        model.aliases().forEach(a -> lines.add("alias " + model.name() + " " + a));
        lines.add("model " + model.name());
      }
      for (ModelVersion version :
          tracking.registry().versions().searchModelVersions(Search.all()).items()) {
        lines.add(
            "version "
                + version.name()
                + "/"
                + version.version()
                + " "
                + version.runId().orElse("")
                + " "
                + plain(version.source())
                + " "
                + version.description().orElse(""));
      }
    }
  }

  private void run(TrackingStore store, Run run) throws IOException {
    String id = "run " + run.runId() + " ";
    lines.add(id + run.info().status() + (run.info().endTime().isPresent() ? " ended" : ""));
    run.data().params().forEach(p -> lines.add(id + "param " + p.key() + "=" + p.value()));
    for (Tag tag : run.data().tags()) {
      if (TAGS.contains(tag.key())) {
        String text = RunTags.text(run.data(), tag.key()).orElseThrow();
        lines.add(id + "tag " + tag.key() + "=" + plain(sorted(text)));
      } else if (tag.key().startsWith(RunTags.ERROR) && !tag.value().isEmpty()) {
        lines.add(id + "error");
      }
    }
    for (Metric metric : run.data().metrics()) {
      if (!metric.key().equals(RunTags.TOOK)) {
        lines.add(id + "metric " + metric.key() + "=" + metric.value());
        List<String> points = new ArrayList<>();
        store
            .log()
            .metricHistory(run.runId(), metric.key(), 10_000, Optional.empty())
            .items()
            .forEach(m -> points.add(m.step() + ":" + m.value()));
        points.sort(null);
        lines.add(id + "history " + metric.key() + " " + points);
      }
    }
    for (DatasetInput input : run.inputs()) {
      String digest = input.dataset().digest().replaceFirst("^(v[0-9]+)-.*", "$1");
      lines.add(id + "read " + plain(input.dataset().name()) + " " + digest);
    }
    Path artifacts = Path.of(URI.create(run.info().artifactUri()));
    if (Files.isDirectory(artifacts)) {
      try (Stream<Path> walk = Files.walk(artifacts)) {
        walk.filter(Files::isRegularFile)
            .map(artifacts::relativize)
            .filter(file -> !file.startsWith("events"))
            .forEach(file -> lines.add(id + "file " + file));
      }
    }
  }

  private static String sorted(String text) {
    return text.startsWith("{")
        ? Json.write(new TreeMap<>((Map<?, ?>) Json.parse(text)))
        : text;
  }

  private String plain(String text) {
    String plain = text;
    for (Map.Entry<String, String> each : projects.entrySet()) {
      plain = plain.replace(each.getKey(), each.getValue());
    }
    for (Map.Entry<String, String> each : digests.entrySet()) {
      plain = plain.replace(each.getKey(), each.getValue());
    }
    return plain;
  }

  private void leftovers() throws IOException {
    Path scratch = data(lane).resolve("scratch");
    if (Files.isDirectory(scratch)) {
      try (Stream<Path> runs = Files.list(scratch)) {
        runs.forEach(folder -> lines.add("orphan scratch of " + folder.getFileName()));
      }
    }
  }
}
