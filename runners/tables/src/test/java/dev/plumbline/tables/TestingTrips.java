package dev.plumbline.tables;

import dev.plumbline.pipeline.Writes;
import dev.plumbline.pipeline.event.TableVersion;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.table.PinnedRead;
import dev.plumbline.runner.table.RowRange;
import dev.plumbline.runner.table.StagedWrite;
import dev.plumbline.runner.table.WriteTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A small table by day, written and read through Kernel. */
public record TestingTrips(Path folder) {
  /** A row. */
  public record Trip(LocalDate day, String carrier, int delay) {}

  public record Noted(LocalDate day, String carrier, int delay, String note) {}

  static final Schema<Trip> SCHEMA = Schema.of(Trip.class);
  static final LocalDate ONE = LocalDate.of(2001, 6, 1);
  static final LocalDate TWO = ONE.plusDays(1);
  static final LocalDate THREE = ONE.plusDays(2);

  static RowRange day(LocalDate day) {
    return new RowRange.Between("day", day, day.plusDays(1));
  }

  WriteTarget target(Writes mode, RowRange range, String run) {
    return new WriteTarget(
        "trips",
        folder.toUri(),
        SCHEMA,
        List.of("day"),
        mode,
        range,
        run + "/write",
        new TreeMap<>(Map.of("run", run, "step", "write")));
  }

  StagedWrite stage(WriteTarget target, Trip... trips) {
    return new DeltaTableStore(Storage.local())
        .stage(target, Stream.of(trips).map(SCHEMA::cells).iterator());
  }

  TableVersion replace(LocalDate day, String run, Trip... trips) {
    return stage(target(Writes.REPLACE, day(day), run), trips).commit();
  }

  TableVersion append(String run, Trip... trips) {
    return stage(target(Writes.APPEND, RowRange.all(), run), trips).commit();
  }

  DeltaState latest() {
    return new DeltaCatalog(Storage.local()).newest(folder.toUri()).orElseThrow();
  }

  List<Trip> read() {
    DeltaState state = latest();
    return read(state.tableId(), state.version());
  }

  List<Trip> read(String id, long version) {
    List<Trip> trips = new ArrayList<>();
    var read = new PinnedRead("trips", folder.toUri(), id, version, RowRange.all(), SCHEMA);
    try (var rows = new DeltaReader(Storage.local()).read(read)) {
      rows.forEachRemaining(cells -> trips.add(SCHEMA.row(cells)));
    }
    return trips;
  }

  DeltaLog log() {
    return new DeltaLog(Storage.local(folder));
  }

  /** Adds a commit as another writer would. */
  void commitByHand(String... actions) {
    try {
      long next = log().newest().orElse(-1) + 1;
      Files.writeString(
          Path.of(log().commitFile(next)),
          String.join("\n", actions) + "\n",
          StandardOpenOption.CREATE_NEW);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Path> dataFiles() {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(p -> p.getFileName().toString().startsWith("part-")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
