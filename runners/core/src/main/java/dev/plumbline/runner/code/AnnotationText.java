package dev.plumbline.runner.code;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Opcodes;

/** An annotation as one line, its elements in order of name. */
final class AnnotationText extends AnnotationVisitor {
  private final String type;
  private final boolean list;
  private final Consumer<String> done;
  private final Map<String, String> elements = new TreeMap<>();

  private AnnotationText(String type, boolean list, Consumer<String> done) {
    super(Opcodes.ASM9);
    this.type = type;
    this.list = list;
    this.done = done;
  }

  /** {@code done} is told the line. */
  static AnnotationText of(String descriptor, Consumer<String> done) {
    return new AnnotationText(descriptor, false, done);
  }

  private void put(String name, String value) {
    elements.put(list ? "%06d".formatted(elements.size()) : name, value);
  }

  @Override
  public void visit(String name, Object value) {
    put(name, Constants.text(value));
  }

  @Override
  public void visitEnum(String name, String descriptor, String value) {
    put(name, descriptor + value);
  }

  @Override
  public AnnotationVisitor visitAnnotation(String name, String descriptor) {
    return new AnnotationText(descriptor, false, text -> put(name, text));
  }

  @Override
  public AnnotationVisitor visitArray(String name) {
    return new AnnotationText("", true, text -> put(name, text));
  }

  @Override
  public void visitEnd() {
    done.accept("@" + type + elements);
  }
}
