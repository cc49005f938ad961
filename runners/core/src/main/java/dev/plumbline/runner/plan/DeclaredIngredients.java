package dev.plumbline.runner.plan;

import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.Parameters;
import dev.plumbline.pipeline.Port;
import dev.plumbline.pipeline.json.RecordJson;
import dev.plumbline.pipeline.schema.Field;
import dev.plumbline.pipeline.schema.FieldType;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.pipeline.schema.Types;
import dev.plumbline.runner.code.CodeFingerprints;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The ingredients that a node is declared with: code, parameters, schemas, conf. */
final class DeclaredIngredients {
  private final CodeFingerprints code;
  private final PlanRequest request;
  private final Pins pins;

  DeclaredIngredients(CodeFingerprints code, PlanRequest request, Pins pins) {
    this.code = code;
    this.request = request;
    this.pins = pins;
  }

  /** By name; the caller may add to it. */
  Map<String, String> of(Node node) {
    Map<String, String> is = new TreeMap<>();
    is.put("kind", node.getClass().getSimpleName());
    node.step().ifPresent(step -> step(node, step, is));
    if (node instanceof Node.Rows rows) {
      is.put("rows", rows.schema(Port.OUT).toString());
    }
    if (node instanceof Node.Split split) {
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
    } else if (node instanceof Node.Registered registered) {
      is.put("model", registered.model());
    } else if (node instanceof Node.Write write) {
      is.put("table", write.table().name() + " at " + pins.locations().get(write.table().name()));
      is.put("partitioning", write.table().partitionColumns().toString());
      is.put("mode", write.how().toString());
      is.put("rows", write.rows().toString());
      write.expectations().forEach(e -> is.put("expectation " + e, "declared"));
    }
    return is;
  }

  private void step(Node node, Record step, Map<String, String> is) {
    is.put("class", step.getClass().getName());
    Parameters.flatten(step).forEach((k, v) -> is.put("parameter " + k, v));
    code.of(step.getClass(), reached(node, step)).ingredients().forEach(is::put);
  }

  /** The classes that a step reaches by its components and its rows. */
  private Set<Class<?>> reached(Node node, Record step) {
    Set<Class<?>> classes = new LinkedHashSet<>();
    for (Object value : componentClasses(step)) {
      classes.add((Class<?>) value);
    }
    if (node instanceof Node.Combine combine) {
      type(combine.sum(), classes);
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
        classes.add(RecordJson.value(step, component));
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
}
