package dev.plumbline.runner.code;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/**
 * Writes reached code down so that equal text means equal work. What the compiler numbered is
 * written by content where it is used: the bodies of lambdas, anonymous and local classes, the
 * numbers in switches over enums. So a lambda more in one method leaves the others' text alone.
 */
final class CodeText {
  private final CodeBase code;
  private final Map<String, List<MethodModel>> reached = new HashMap<>();
  private final List<String> within = new ArrayList<>();
  private final Map<String, String> written = new HashMap<>();

  CodeText(CodeBase code, Reach reach) {
    this.code = code;
    for (MethodModel method : reach.methods()) {
      reached.computeIfAbsent(method.owner(), key -> new ArrayList<>()).add(method);
    }
  }

  /** A class's declaration. */
  String declaration(ClassModel model) {
    StringBuilder out = new StringBuilder();
    model.declaration().forEach(token -> write(token, Map.of(), out));
    return out.toString();
  }

  /** A method's flags, signature and body. */
  String method(MethodModel method) {
    int flags =
        method.access() & (Opcodes.ACC_STATIC | Opcodes.ACC_SYNCHRONIZED | Opcodes.ACC_NATIVE);
    StringBuilder out = new StringBuilder("flags ").append(flags);
    if (!method.inlined()) {
      out.append(' ').append(method.name());
    }
    out.append(types(method.descriptor())).append('\n');
    method.body().forEach(token -> write(token, method.labels(), out));
    return out.toString();
  }

  private void write(Token token, Map<Label, Integer> labels, StringBuilder out) {
    if (token instanceof Token.Text text) {
      out.append(text.text());
    } else if (token instanceof Token.Int number) {
      out.append("int ").append(number.value());
    } else if (token instanceof Token.TypeUse type) {
      out.append(type.use()).append(' ').append(types(type.descriptor()));
    } else if (token instanceof Token.Create create) {
      out.append("new ").append(name(create.type()));
    } else if (token instanceof Token.Call call) {
      out.append("call ").append(call.opcode()).append(' ').append(called(call));
    } else if (token instanceof Token.Field field) {
      write(field, out);
    } else if (token instanceof Token.Mark mark) {
      out.append("label ").append(labels.get(mark.label()));
    } else if (token instanceof Token.Jump jump) {
      out.append(jump.instruction()).append(" to ").append(labels.get(jump.target()));
    } else if (token instanceof Token.EnumSwitch over) {
      write(over, labels, out);
    }
    out.append('\n');
  }

  private void write(Token.Field field, StringBuilder out) {
    boolean numbers = field.name().startsWith("$SwitchMap$") && code.enumSwitch(field).isPresent();
    out.append("field ").append(field.opcode()).append(' ');
    out.append(numbers ? "switch" : name(field.owner()));
    out.append(' ').append(field.name()).append(' ').append(types(field.descriptor()));
    if (field.opcode() == Opcodes.GETSTATIC && !numbers) {
      code.declares(field)
          .map(model -> model.constants().get(field.name()))
          .ifPresent(value -> out.append(' ').append(value));
    }
  }

  private void write(Token.EnumSwitch over, Map<Label, Integer> labels, StringBuilder out) {
    Optional<SortedMap<Integer, Token.Field>> constants = code.enumSwitch(over.numbers());
    SortedMap<String, Integer> cases = new TreeMap<>();
    over.cases()
        .forEach(
            (number, target) -> {
              String constant =
                  constants
                      .flatMap(all -> Optional.ofNullable(all.get(number)))
                      .map(Token.Field::name)
                      .orElse("number " + number);
              cases.put(constant, labels.get(target));
            });
    out.append("enum switch ").append(cases);
    out.append(" default ").append(labels.get(over.fallback()));
  }

  private String called(Token.Call call) {
    String signature = call.name() + call.descriptor();
    Optional<MethodModel> inlined =
        code.resolve(call.owner(), signature).filter(MethodModel::inlined);
    return inlined
        .map(method -> "{" + within(method.owner() + "." + signature, () -> method(method)) + "}")
        .orElseGet(() -> name(call.owner()) + " " + call.name() + types(call.descriptor()));
  }

  private String types(String descriptor) {
    return Descriptors.map(descriptor, this::name);
  }

  private String name(String internalName) {
    if (internalName.startsWith("[")) {
      return types(internalName);
    }
    return internalName.indexOf('$') < 0
        ? internalName
        : code.own(internalName)
            .filter(ClassModel::enclosed)
            .map(model -> "~" + within(model.name(), () -> content(model)))
            .orElse(internalName);
  }

  private String content(ClassModel model) {
    List<String> texts = new ArrayList<>();
    for (MethodModel method : reached.getOrDefault(model.name(), List.of())) {
      if (!method.inlined()) {
        texts.add(method(method));
      }
    }
    Collections.sort(texts);
    return declaration(model) + texts;
  }

  /** The digest of a text that may speak of itself, or of what it stands in, by distance. */
  private String within(String what, Supplier<String> text) {
    int outer = within.indexOf(what);
    if (outer >= 0) {
      return "up " + (within.size() - outer);
    }
    String key = within + what;
    String known = written.get(key);
    if (known == null) {
      within.add(what);
      known = Digests.halfOf(text.get());
      within.remove(within.size() - 1);
      written.put(key, known);
    }
    return known;
  }
}
