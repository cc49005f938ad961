package dev.plumbline.pipeline;

import dev.plumbline.pipeline.schema.Types;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a step passes to its interface's type parameters: read from its class, then learned from its
 * inputs' types, then from its {@code Class<…>} components.
 */
final class StepTypes {
  private final Map<String, Type> byName;

  private StepTypes(Map<String, Type> byName) {
    this.byName = byName;
  }

  /**
   * @param inputs the type of each input, by the name of the interface's type parameter
   */
  static StepTypes of(Record step, Class<? extends Step> kind, Map<String, Type> inputs) {
    Class<?> type = step.getClass();
    Type self =
        type.getTypeParameters().length == 0
            ? type
            : Types.parameterized(type, type.getTypeParameters());
    List<Type> declared = Types.argumentsOf(self, kind).orElseThrow();
    Map<TypeVariable<?>, Type> known = new HashMap<>();
    TypeVariable<?>[] names = kind.getTypeParameters();
    for (int i = 0; i < names.length; i++) {
      Type input = inputs.get(names[i].getName());
      if (input != null) {
        Types.match(declared.get(i), input, known);
      }
    }
    learnFromComponents(step, known);
    Map<String, Type> resolved = new LinkedHashMap<>();
    for (int i = 0; i < names.length; i++) {
      resolved.put(names[i].getName(), Types.substitute(declared.get(i), known));
    }
    return new StepTypes(resolved);
  }

  private static void learnFromComponents(Record step, Map<TypeVariable<?>, Type> known) {
    for (RecordComponent component : step.getClass().getRecordComponents()) {
      if (component.getType() == Class.class
          && Parameters.value(step, component) instanceof Class<?> named) {
        Types.argumentsOf(component.getGenericType(), Class.class)
            .ifPresent(arguments -> Types.match(arguments.get(0), named, known));
      }
    }
  }

  Type get(String parameter) {
    return byName.get(parameter);
  }
}
