package dev.plumbline.runner.plan;

import dev.plumbline.pipeline.Gate;
import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.Pipeline;
import dev.plumbline.pipeline.Port;
import dev.plumbline.pipeline.Problem;
import dev.plumbline.pipeline.Volatile;
import dev.plumbline.pipeline.Writes;
import dev.plumbline.pipeline.port.ModelRegistry.Registered;
import dev.plumbline.pipeline.port.PastStep;
import dev.plumbline.runner.table.TableState;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Computes the fingerprint of every node, in the order of declaration. */
final class Fingerprinter {
  /** Ingredients that are new in each run. */
  static final String VOLATILE = "volatile";

  static final String APPEND = "append";

  /** What a source tells of itself; new in each run when it begins with {@link #UNKNOWN}. */
  static final String SOURCE = "source";

  static final String UNKNOWN = "unknown, ";

  /** Begins the name of what stands for an input. */
  static final String INPUT = "input ";

  private static final String TABLE = "table ";
  private static final String INTERVAL = "interval";
  private static final String VERSION = "version";

  private final PlanningServices services;
  private final PlanRequest request;
  private final Resolver resolver;
  private final Pins pins;
  private final Map<String, PastStep> latest;
  private final List<Problem> problems;
  private final DeclaredIngredients declared;
  private final Map<String, Fingerprint> done = new HashMap<>();

  Fingerprinter(
      PlanningServices services,
      PlanRequest request,
      Resolver resolver,
      Pins pins,
      Map<String, PastStep> latest,
      List<Problem> problems) {
    this.services = services;
    this.request = request;
    this.resolver = resolver;
    this.pins = pins;
    this.latest = latest;
    this.problems = problems;
    this.declared = new DeclaredIngredients(services.code(), request, pins);
  }

  /** By step name. */
  Map<String, Fingerprint> all() {
    for (Node node : request.pipeline().nodes()) {
      done.put(node.name(), Fingerprint.of(ingredients(node)));
    }
    return done;
  }

  /** Whether an ingredient was found outside when the plan was made, not declared. */
  static boolean isFound(String ingredient) {
    return List.of(VOLATILE, APPEND, SOURCE, INTERVAL, VERSION).contains(ingredient)
        || List.of(Fingerprint.ASIDE, Sources.FILE, TABLE).stream()
            .anyMatch(ingredient::startsWith);
  }

  /** The ingredient that stands for an input. */
  static String input(int index, Port port) {
    return INPUT + index + " " + port;
  }

  private Map<String, String> ingredients(Node node) {
    Map<String, String> is = declared.of(node);
    List<Port> inputs = node.inputs();
    for (int i = 0; i < inputs.size(); i++) {
      Port port = inputs.get(i);
      if (port.equals(Pipeline.INTERVAL)) {
        is.put(INTERVAL, request.interval().orElseThrow().toString());
      } else {
        is.put(input(i, port), done.get(port.step()).digest());
      }
    }
    if (node instanceof Node.Ingest ingest) {
      source(ingest, is);
    } else if (isVolatile(node)) {
      is.put(VOLATILE, request.nonce());
    }
    if (node instanceof Node.Read read) {
      table(read, is);
    } else if (node instanceof Node.Register register) {
      for (Gate.NotWorseThan gate : register.gate().comparisons()) {
        pins.champion(node.name(), gate.than())
            .ifPresent(v -> is.put(Decider.championKey(gate), String.valueOf(v.version())));
      }
    } else if (node instanceof Node.Registered) {
      Registered version = pins.models().get(node.name());
      is.put(VERSION, version == null ? "none" : version.version() + " " + version.source());
    } else if (node instanceof Node.Write write) {
      write(write, is);
    }
    return is;
  }

  private static boolean isVolatile(Node node) {
    return node.step().filter(Volatile.class::isInstance).isPresent();
  }

  private void source(Node.Ingest ingest, Map<String, String> is) {
    try {
      is.putAll(new Sources(services, request.nonce()).of(ingest));
    } catch (NoSuchFileException e) {
      problems.add(
          new Problem(
              ingest.name(),
              "Cannot read " + e.getFile() + ": no file is there, put it or set the path"));
    } catch (Exception e) {
      problems.add(
          new Problem(ingest.name(), e.getMessage() == null ? e.toString() : e.getMessage()));
    }
  }

  private void table(Node.Read read, Map<String, String> is) {
    Pins.PinnedTable pinned = pins.reads().get(read.name());
    if (pinned == null) {
      return;
    }
    TableState state = resolver.latest(pinned.version().location()).orElseThrow();
    String name = TABLE + read.table().name() + " (" + pinned.range() + ")";
    String content = state.content(pinned.range());
    is.put(name, unchanged(read, name, content, state, pinned).orElse(content));
    is.put(Fingerprint.ASIDE + name, content + " " + state.tableId() + " " + state.version());
  }

  /** The recorded identity, where commits since then rewrote files and changed no row. */
  private Optional<String> unchanged(
      Node.Read read, String name, String content, TableState state, Pins.PinnedTable pinned) {
    PastStep past = latest.get(read.name());
    String aside = past == null ? null : past.ingredients().get(Fingerprint.ASIDE + name);
    String recorded = past == null ? null : past.ingredients().get(name);
    if (aside == null || recorded == null) {
      return Optional.empty();
    }
    String[] seen = aside.split(" ");
    if (seen.length != 3 || !seen[1].equals(state.tableId())) {
      return Optional.empty();
    }
    boolean same =
        seen[0].equals(content)
            || state
                .changeSince(Long.parseLong(seen[2]), pinned.range(), Optional.empty())
                .isEmpty();
    return same ? Optional.of(recorded) : Optional.empty();
  }

  private void write(Node.Write write, Map<String, String> is) {
    if (write.table().interval().isPresent() && request.interval().isPresent()) {
      is.put(INTERVAL, request.interval().get().toString());
    }
    if (write.how() == Writes.APPEND) {
      is.put(APPEND, request.nonce());
    }
  }
}
