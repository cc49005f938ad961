package dev.plumbline.runner.plan;

import dev.plumbline.pipeline.Gate;
import dev.plumbline.pipeline.IngestStep;
import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.Parameters;
import dev.plumbline.pipeline.Pipeline;
import dev.plumbline.pipeline.Port;
import dev.plumbline.pipeline.Problem;
import dev.plumbline.pipeline.Source;
import dev.plumbline.pipeline.Volatile;
import dev.plumbline.pipeline.Writes;
import dev.plumbline.pipeline.port.ModelRegistry.Registered;
import dev.plumbline.pipeline.port.PastStep;
import dev.plumbline.pipeline.schema.Field;
import dev.plumbline.pipeline.schema.FieldType;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.pipeline.schema.Types;
import dev.plumbline.runner.table.TableState;
import java.lang.reflect.Type;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Computes the fingerprint of every node, in the order of declaration. */
final class Fingerprinter {
  /** Ingredients that are new in each run. */
  static final String VOLATILE = "volatile";

  static final String APPEND = "append";

  /** What a source tells of itself; new in each run when it begins with {@link #UNKNOWN}. */
  static final String SOURCE = "source";

  static final String UNKNOWN = "unknown, ";

  private final PlanningServices services;
  private final PlanRequest request;
  private final Resolver resolver;
  private final Pins pins;
  private final Map<String, PastStep> latest;
  private final List<Problem> problems;
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
  }

  /** By step name. */
  Map<String, Fingerprint> all() {
    for (Node node : request.pipeline().nodes()) {
      done.put(node.name(), Fingerprint.of(ingredients(node)));
    }
    return done;
  }

  /** The ingredient that stands for an input. */
  static String input(int index, Port port) {
    return "input " + index + " " + port;
  }

  private Map<String, String> ingredients(Node node) {
    Map<String, String> is = new TreeMap<>();
    is.put("kind", node.getClass().getSimpleName());
    node.step().ifPresent(step -> step(node, step, is));
    List<Port> inputs = node.inputs();
    for (int i = 0; i < inputs.size(); i++) {
      Port port = inputs.get(i);
      if (port.equals(Pipeline.INTERVAL)) {
        is.put("interval", request.interval().orElseThrow().toString());
      } else {
        is.put(input(i, port), done.get(port.step()).digest());
      }
    }
    if (node instanceof Node.Rows rows) {
      is.put("rows", rows.schema(Port.OUT).toString());
    }
    if (node instanceof Node.Ingest ingest) {
      source(ingest, is);
    } else if (node instanceof Node.Read read) {
      table(read, is);
    } else if (node instanceof Node.Split split) {
      is.put("split", split.by().toString());
    } else if (node instanceof Node.LookupBy lookup) {
      is.put("key", lookup.key().name());
    } else if (node instanceof Node.Train) {
      request.resultConf().forEach((k, v) -> is.put("conf " + k, v));
    } else if (node instanceof Node.Through) {
      is.put("engine " + request.engine(), request.engineVersion());
    } else if (node instanceof Node.Register register) {
      is.put("model", register.model());
      is.put("gate", register.gate().toString());
      is.put("promotion", register.promotion().alias().orElse("none"));
      for (Gate.NotWorseThan gate : register.gate().comparisons()) {
        pins.champion(node.name(), gate.than())
            .ifPresent(v -> is.put(Decider.championKey(gate), String.valueOf(v.version())));
      }
    } else if (node instanceof Node.Registered registered) {
      is.put("model", registered.model());
      Registered version = pins.models().get(node.name());
      is.put("version", version == null ? "none" : version.version() + " " + version.source());
    } else if (node instanceof Node.Write write) {
      write(write, is);
    }
    return is;
  }

  private void step(Node node, Record step, Map<String, String> is) {
    is.put("class", step.getClass().getName());
    Parameters.flatten(step).forEach((k, v) -> is.put("parameter " + k, v));
    services.code().of(step.getClass(), reached(node, step)).ingredients().forEach(is::put);
    boolean pinnedBySource = node instanceof Node.Ingest; // which says so itself when unknown
    if (step instanceof Volatile && !pinnedBySource) {
      is.put(VOLATILE, request.nonce());
    }
  }

  /** The classes that a step reaches by its components and its rows. */
  private Set<Class<?>> reached(Node node, Record step) {
    Set<Class<?>> classes = new LinkedHashSet<>();
    for (Object value : componentClasses(step)) {
      classes.add((Class<?>) value);
    }
    if (node instanceof Node.Rows rows) {
      rows(rows.schema(Port.OUT), classes);
    } else if (node instanceof Node.Train train) {
      rows(train.rows(), classes);
    } else if (node instanceof Node.Fold fold) {
      type(fold.sum(), classes);
    }
    classes.removeIf(c -> c.isPrimitive() || c.getName().startsWith("java."));
    return classes;
  }

  private static List<Object> componentClasses(Record step) {
    List<Object> classes = new ArrayList<>();
    for (var component : step.getClass().getRecordComponents()) {
      if (component.getType() == Class.class) {
        classes.add(dev.plumbline.pipeline.json.RecordJson.value(step, component));
      }
    }
    return classes;
  }

  private static void rows(Schema<?> schema, Set<Class<?>> classes) {
    classes.add(schema.type());
    for (Field field : schema.fields()) {
      if (field.type() instanceof FieldType.Struct struct) {
        rows(struct.schema(), classes);
      }
    }
  }

  private static void type(Type type, Set<Class<?>> classes) {
    Types.raw(type).ifPresent(classes::add);
  }

  private void source(Node.Ingest ingest, Map<String, String> is) {
    try {
      IngestStep<?> step = ingest.ingest();
      Source source = step.source(services.resources());
      if (source instanceof Source.Files files) {
        for (Path path : files.paths()) {
          Path file = services.resources().path(path);
          is.put(unused("file " + file.getFileName(), is), services.files().of(file));
        }
      } else if (source instanceof Source.Probed probed) {
        is.put(SOURCE, "probed " + probed.version());
      } else {
        is.put(SOURCE, UNKNOWN + request.nonce());
      }
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

  /** The name itself, or with a number where another folder's file has it. */
  private static String unused(String name, Map<String, String> is) {
    String free = name;
    for (int i = 2; is.containsKey(free); i++) {
      free = name + " (" + i + ")";
    }
    return free;
  }

  private void table(Node.Read read, Map<String, String> is) {
    Pins.PinnedTable pinned = pins.reads().get(read.name());
    if (pinned == null) {
      return;
    }
    TableState state = resolver.latest(pinned.version().location()).orElseThrow();
    String name = "table " + read.table().name() + " (" + pinned.range() + ")";
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
    is.put("table", write.table().name() + " at " + pins.locations().get(write.table().name()));
    is.put("partitioning", write.table().partitionColumns().toString());
    is.put("mode", write.how().name());
    is.put("rows", write.rows().toString());
    write.expectations().forEach(e -> is.put("expectation " + e, "declared"));
    if (write.table().interval().isPresent() && request.interval().isPresent()) {
      is.put("interval", request.interval().get().toString());
    }
    if (write.how() == Writes.APPEND) {
      is.put(APPEND, request.nonce());
    }
  }
}
