package dev.plumbline.runner.plan;

import dev.plumbline.pipeline.Gate;
import dev.plumbline.pipeline.Interval;
import dev.plumbline.pipeline.ModelRef;
import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.Problem;
import dev.plumbline.pipeline.Table;
import dev.plumbline.pipeline.Window;
import dev.plumbline.pipeline.event.TableVersion;
import dev.plumbline.pipeline.port.ModelRegistry.Registered;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.table.RowRange;
import dev.plumbline.runner.table.TableException;
import dev.plumbline.runner.table.TableState;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Resolves everything outside once for a plan, and collects what is wrong or missing there. */
final class Resolver {
  private final PlanningServices services;
  private final PlanRequest request;
  private final List<Problem> problems;
  private final List<String> missing = new ArrayList<>();
  private final Map<URI, Optional<TableState>> states = new HashMap<>();
  private final SortedMap<String, Pins.PinnedTable> reads = new TreeMap<>();
  private final SortedMap<String, Registered> models = new TreeMap<>();
  private final SortedMap<String, Registered> champions = new TreeMap<>();
  private final SortedMap<String, Integer> aliases = new TreeMap<>();
  private final SortedMap<String, URI> locations = new TreeMap<>();
  private final SortedMap<String, Long> written = new TreeMap<>();

  Resolver(PlanningServices services, PlanRequest request, List<Problem> problems) {
    this.services = services;
    this.request = request;
    this.problems = problems;
  }

  Pins resolve() {
    for (Node node : request.pipeline().nodes()) {
      try {
        resolve(node);
      } catch (TableException e) {
        problems.add(new Problem(node.name(), e.getMessage()));
      }
    }
    if (problems.isEmpty() && !missing.isEmpty()) {
      throw new NotReadyException(request.pipeline().name(), missing);
    }
    return new Pins(reads, models, champions, aliases, locations, written);
  }

  private void resolve(Node node) {
    if (node instanceof Node.Read read) {
      read(read);
    } else if (node instanceof Node.Write write) {
      write(write);
    } else if (node instanceof Node.Registered registered) {
      ModelRef ref =
          request.modelVersion().<ModelRef>map(ModelRef::number).orElse(registered.ref());
      services.registry().find(registered.model(), ref).ifPresent(v -> models.put(node.name(), v));
    } else if (node instanceof Node.Register register) {
      register(register);
    }
  }

  /** The newest state of a table, looked up once. */
  Optional<TableState> latest(URI location) {
    return states.computeIfAbsent(location, services.tables()::latest);
  }

  private URI locate(Table<?> table) {
    URI location =
        table
            .location()
            .map(place -> services.tableRoot().resolve(place))
            .orElseGet(() -> services.tableRoot().resolve(table.name()));
    locations.put(table.name(), location);
    return location;
  }

  private void read(Node.Read read) {
    URI location = locate(read.table());
    Optional<TableState> found = latest(location);
    if (found.isEmpty()) {
      missing.add(
          read.name()
              + ": no table "
              + read.table().name()
              + " at "
              + location
              + ", run the pipeline that writes it or set tables.root");
      return;
    }
    TableState state = found.get();
    Schema<?> schema = read.out();
    List<String> differences = state.differences(schema);
    differences.forEach(d -> problems.add(new Problem(read.name(), d)));
    if (!differences.isEmpty()) {
      return;
    }
    RowRange range = range(read, request.interval());
    if (!(read.window() instanceof Window.All) && !state.hasRows(range)) {
      missing.add(
          read.name()
              + ": table "
              + read.table().name()
              + " has no rows with "
              + range
              + " at version "
              + state.version());
      return;
    }
    TableVersion version =
        new TableVersion(
            read.table().name(),
            location,
            state.tableId(),
            state.version(),
            schema.digest(),
            state.rows(range).orElse(-1L));
    reads.put(read.name(), new Pins.PinnedTable(version, range));
  }

  /** The part of a table that a step reads in a run for some interval. */
  static RowRange range(Node.Read read, Optional<Interval> run) {
    if (read.window() instanceof Window.All) {
      return RowRange.all();
    }
    Interval interval = run.orElseThrow();
    if (read.window() instanceof Window.Past past) {
      interval =
          new Interval(
              interval.start().atZone(interval.zone()).minus(past.length()).toInstant(),
              interval.start(),
              interval.zone());
    }
    return range(read.table(), interval);
  }

  static RowRange range(Table<?> table, Interval interval) {
    String column = table.interval().orElseThrow();
    return RowRange.of(column, table.schema().field(column).orElseThrow().type(), interval);
  }

  private void write(Node.Write write) {
    URI location = locate(write.table());
    Optional<TableState> state = latest(location);
    services
        .tables()
        .obstacleToCommit(location)
        .ifPresent(
            o ->
                problems.add(
                    new Problem(
                        write.name(),
                        "Cannot write table "
                            + write.table().name()
                            + " at "
                            + location
                            + ": "
                            + o)));
    if (state.isEmpty()) {
      return;
    }
    written.put(write.table().name(), state.get().version());
    state.get().differences(write.rows()).forEach(d -> problems.add(new Problem(write.name(), d)));
    state
        .get()
        .obstaclesToWrite(write.how())
        .forEach(
            o ->
                problems.add(
                    new Problem(
                        write.name(),
                        "Cannot write table "
                            + write.table().name()
                            + ": it uses "
                            + o
                            + ", which this write can't keep; write to another table")));
    List<String> columns = write.table().partitionColumns();
    if (!state.get().partitionColumns().equals(columns)) {
      problems.add(
          new Problem(
              write.name(),
              "Cannot write table "
                  + write.table().name()
                  + ": it is partitioned by "
                  + state.get().partitionColumns()
                  + ", the step declares "
                  + columns
                  + "; declare it as it is, or write another table"));
    }
  }

  private void register(Node.Register register) {
    for (Gate.NotWorseThan gate : register.gate().comparisons()) {
      services
          .registry()
          .find(register.model(), gate.than())
          .ifPresent(v -> champions.put(Pins.championKey(register.name(), gate.than()), v));
    }
    register
        .promotion()
        .alias()
        .flatMap(a -> services.registry().find(register.model(), ModelRef.alias(a)))
        .ifPresent(v -> aliases.put(register.name(), v.version()));
  }
}
