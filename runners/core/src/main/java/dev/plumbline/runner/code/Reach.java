package dev.plumbline.runner.code;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.objectweb.asm.Opcodes;

/**
 * Finds the methods that a step can reach: rapid type analysis, in which a call through a type
 * reaches the method it names and its overrides in classes that reached code makes. Beyond what is
 * called:
 *
 * <ul>
 *   <li>an object that is made may be called from outside, so its overrides of the JDK's, the API's
 *       and libraries' methods are reached;
 *   <li>records and enums that values may have as type are made by the framework (rows,
 *       components): the canonical constructor is reached, and the types of their components;
 *   <li>a class in use is initialised.
 * </ul>
 *
 * <p>Reflection, resources, service files and native code are not seen. Nor are the types behind
 * libraries: they are known by their jar.
 */
final class Reach {
  private final CodeBase code;
  private final Set<MethodModel> methods = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<MethodModel> unread = new ArrayDeque<>();
  private final Set<String> mentioned = new TreeSet<>();
  private final Set<String> used = new HashSet<>();
  private final Set<String> made = new HashSet<>();
  private final Set<String> initialised = new HashSet<>();
  private final Map<String, List<String>> madeBeneath = new HashMap<>();
  private final Map<String, Set<String>> calledOn = new HashMap<>();
  private final Set<Path> libraries = new TreeSet<>();

  private Reach(CodeBase code) {
    this.code = code;
  }

  /** What the framework reaches when it is given these classes, the step's among them. */
  static Reach from(Collection<String> roots, CodeBase code) {
    Reach reach = new Reach(code);
    for (String root : roots) {
      reach.use(root);
      code.own(root).ifPresent(model -> reach.makeRoot(model));
    }
    while (!reach.unread.isEmpty()) {
      reach.read(reach.unread.pop());
    }
    return reach;
  }

  /** In no order. */
  Collection<MethodModel> methods() {
    return methods;
  }

  /** The own classes that reached code names. */
  List<ClassModel> classes() {
    return mentioned.stream().map(code::own).flatMap(Optional::stream).toList();
  }

  /** The jars and folders beyond the step's own. */
  Set<Path> libraries() {
    return libraries;
  }

  private void makeRoot(ClassModel model) {
    make(model.name());
    if (!model.isRecord()) {
      model.methods().values().stream()
          .filter(method -> method.name().equals("<init>"))
          .forEach(this::reach);
    }
  }

  private void reach(MethodModel method) {
    if (!method.has(Opcodes.ACC_ABSTRACT) && methods.add(method)) {
      unread.push(method);
    }
  }

  private void mention(String name) {
    if (!mentioned.add(name)) {
      return;
    }
    code.library(name).ifPresent(libraries::add);
    code.own(name).ifPresent(model -> model.declaration().forEach(this::follow));
  }

  /** Of the classes in a descriptor there may be values. */
  private void useAll(String descriptor) {
    Descriptors.classes(descriptor).forEach(this::use);
  }

  private void use(String name) {
    mention(name);
    if (!used.add(name)) {
      return;
    }
    code.own(name)
        .ifPresent(
            model -> {
              if (model.isRecord()) {
                make(name);
                model.method(model.canonicalConstructor()).ifPresent(this::reach);
              } else if (model.isEnum()) {
                initialise(name);
              }
            });
  }

  private void make(String name) {
    Optional<ClassModel> model = code.own(name);
    if (model.isEmpty() || !made.add(name)) {
      return;
    }
    initialise(name);
    code.calledFromOutside(name).forEach(signature -> dispatch(name, signature));
    for (String type : code.supertypes(name)) {
      madeBeneath.computeIfAbsent(type, key -> new ArrayList<>()).add(name);
      List.copyOf(calledOn.getOrDefault(type, Set.of()))
          .forEach(signature -> dispatch(name, signature));
    }
  }

  private void dispatch(String name, String signature) {
    code.select(name, signature).ifPresent(this::reach);
  }

  private void initialise(String name) {
    Optional<ClassModel> model = code.own(name);
    if (model.isEmpty() || !initialised.add(name)) {
      return;
    }
    mention(name);
    model.get().method("<clinit>()V").ifPresent(this::reach);
    if (model.get().isInterface()) {
      return;
    }
    model.get().superName().ifPresent(this::initialise);
    for (String type : code.supertypes(name)) {
      if (code.own(type).filter(Reach::hasDefaults).isPresent()) {
        initialise(type);
      }
    }
  }

  private static boolean hasDefaults(ClassModel type) {
    return type.isInterface()
        && type.methods().values().stream()
            .anyMatch(method -> method.overrides() && !method.has(Opcodes.ACC_ABSTRACT));
  }

  private void read(MethodModel method) {
    mention(method.owner());
    useAll(method.descriptor());
    method.body().forEach(this::follow);
  }

  private void follow(Token token) {
    if (token instanceof Token.Call call) {
      call(call);
    } else if (token instanceof Token.Field field) {
      field(field);
    } else if (token instanceof Token.Create create) {
      mention(create.type());
      make(create.type());
    } else if (token instanceof Token.TypeUse type) {
      if (type.use().equals("extends") || type.use().equals("implements")) {
        Descriptors.classes(type.descriptor()).forEach(this::mention);
      } else {
        useAll(type.descriptor());
      }
    } else if (token instanceof Token.EnumSwitch over) {
      code.enumSwitch(over.numbers())
          .ifPresent(constants -> constants.values().forEach(this::field));
    }
  }

  private void call(Token.Call call) {
    useAll(call.descriptor());
    if (call.owner().startsWith("[")) {
      useAll(call.owner());
      return;
    }
    mention(call.owner());
    String signature = call.name() + call.descriptor();
    Optional<MethodModel> method = code.resolve(call.owner(), signature);
    method.ifPresent(this::reach);
    if (call.opcode() == Opcodes.INVOKESTATIC) {
      method.map(MethodModel::owner).ifPresent(this::initialise);
    } else if (call.opcode() != Opcodes.INVOKESPECIAL
        && method.filter(found -> !found.overrides()).isEmpty()
        && calledOn.computeIfAbsent(call.owner(), key -> new HashSet<>()).add(signature)) {
      madeBeneath.getOrDefault(call.owner(), List.of()).forEach(name -> dispatch(name, signature));
    }
  }

  private void field(Token.Field field) {
    if (switchNumbers(field).isPresent()) {
      return; // the switch that follows names the constants
    }
    mention(field.owner());
    useAll(field.descriptor());
    if (field.opcode() == Opcodes.GETSTATIC || field.opcode() == Opcodes.PUTSTATIC) {
      code.declares(field).map(ClassModel::name).ifPresent(this::initialise);
    }
  }

  private Optional<SortedMap<Integer, Token.Field>> switchNumbers(Token.Field field) {
    return field.name().startsWith("$SwitchMap$") ? code.enumSwitch(field) : Optional.empty();
  }
}
