package dev.plumbline.runner.code;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.RecordComponentVisitor;
import org.objectweb.asm.TypePath;

/** Reads a class file into its model. */
final class ClassFileReader extends ClassVisitor {
  private static final int KIND =
      Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT | Opcodes.ACC_ENUM | Opcodes.ACC_ANNOTATION;

  private final List<Token> declaration = new ArrayList<>();
  private final List<String> annotations = new ArrayList<>();
  private final List<String> components = new ArrayList<>();
  private final Map<String, MethodModel> methods = new HashMap<>();
  private final Map<String, String> constants = new HashMap<>();
  private String name = "";
  private int access;
  private Optional<String> superName = Optional.empty();
  private List<String> interfaces = List.of();
  private boolean enclosed;

  private ClassFileReader() {
    super(Opcodes.ASM9);
  }

  /** All of a class. */
  static ClassModel read(byte[] bytes) {
    return read(bytes, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
  }

  /** The same, every method's body empty. */
  static ClassModel head(byte[] bytes) {
    return read(bytes, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
  }

  private static ClassModel read(byte[] bytes, int options) {
    ClassFileReader reader = new ClassFileReader();
    new ClassReader(bytes).accept(reader, options);
    return reader.model();
  }

  private ClassModel model() {
    annotations.stream().sorted().forEach(text -> declaration.add(new Token.Text(text)));
    return new ClassModel(
        name,
        access,
        superName,
        interfaces,
        enclosed,
        declaration,
        components,
        methods,
        constants,
        switches());
  }

  @Override
  public void visit(
      int version, int flags, String is, String signature, String parent, String[] parents) {
    name = is;
    access = flags;
    superName = Optional.ofNullable(parent);
    interfaces = List.copyOf(Arrays.asList(parents));
    declaration.add(new Token.Text("kind " + (flags & KIND)));
    superName.ifPresent(of -> declaration.add(new Token.TypeUse("extends", Descriptors.of(of))));
    interfaces.forEach(of -> declaration.add(new Token.TypeUse("implements", Descriptors.of(of))));
    if (signature != null) {
      declaration.addAll(Descriptors.signature(signature));
    }
  }

  @Override
  public void visitOuterClass(String owner, String method, String descriptor) {
    enclosed = true;
  }

  @Override
  public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
    return annotation("", descriptor, visible);
  }

  @Override
  public AnnotationVisitor visitTypeAnnotation(
      int reference, TypePath path, String descriptor, boolean visible) {
    return annotation(reference + " " + path + " ", descriptor, visible);
  }

  /** Those that reflection shows; the JDK's own ({@code @Deprecated}) speak to compilers. */
  private AnnotationVisitor annotation(String place, String descriptor, boolean visible) {
    if (!visible || descriptor.startsWith("Ljava/lang/")) {
      return null;
    }
    return AnnotationText.of(descriptor, text -> annotations.add(place + text));
  }

  @Override
  public RecordComponentVisitor visitRecordComponent(
      String component, String descriptor, String signature) {
    components.add(descriptor);
    declaration.add(new Token.TypeUse("component " + component, descriptor));
    if (signature != null) {
      declaration.addAll(Descriptors.signature(signature));
    }
    return new RecordComponentVisitor(Opcodes.ASM9) {
      @Override
      public AnnotationVisitor visitAnnotation(String of, boolean visible) {
        return annotation(component + " ", of, visible);
      }

      @Override
      public AnnotationVisitor visitTypeAnnotation(
          int reference, TypePath path, String of, boolean visible) {
        return annotation(component + " " + path + " ", of, visible);
      }
    };
  }

  @Override
  public FieldVisitor visitField(
      int flags, String field, String descriptor, String signature, Object value) {
    if ((flags & Opcodes.ACC_ENUM) != 0) {
      declaration.add(new Token.Text("constant " + field));
    }
    if ((flags & Opcodes.ACC_STATIC) != 0) {
      constants.put(field, value == null ? "" : Constants.text(value));
    }
    return null;
  }

  @Override
  public MethodVisitor visitMethod(
      int flags, String method, String descriptor, String signature, String[] exceptions) {
    return new BodyReader(
        name, method, descriptor, flags, read -> methods.put(read.signature(), read));
  }

  /** From the static initialiser: {@code numbers[Color.RED.ordinal()] = 1}, for each constant. */
  private Map<String, SortedMap<Integer, Token.Field>> switches() {
    Map<String, SortedMap<Integer, Token.Field>> found = new HashMap<>();
    MethodModel initialiser = methods.get("<clinit>()V");
    if (initialiser == null || (access & Opcodes.ACC_SYNTHETIC) == 0) {
      return found;
    }
    List<Token> body = initialiser.body();
    for (int i = 3; i < body.size(); i++) {
      if (body.get(i) instanceof Token.Int number
          && body.get(i - 2) instanceof Token.Field constant
          && body.get(i - 3) instanceof Token.Field numbers
          && numbers.name().startsWith("$SwitchMap$")) {
        found.computeIfAbsent(numbers.name(), key -> new TreeMap<>()).put(number.value(), constant);
      }
    }
    return found;
  }
}
