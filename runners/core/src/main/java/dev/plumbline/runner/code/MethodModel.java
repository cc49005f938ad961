package dev.plumbline.runner.code;

import java.util.List;
import java.util.Map;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/**
 * A method's body without debug information and frames.
 *
 * @param labels the number of each label, in order of place
 */
record MethodModel(
    String owner,
    String name,
    String descriptor,
    int access,
    List<Token> body,
    Map<Label, Integer> labels) {

  String signature() {
    return name + descriptor;
  }

  boolean has(int flags) {
    return (access & flags) != 0;
  }

  /** Whether a call through a supertype can end here. */
  boolean overrides() {
    return !has(Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE) && !name.startsWith("<");
  }

  /**
   * Whether the compiler made it and numbered it (a lambda's body): then its text stands where it
   * is used, and its name nowhere. A bridge keeps its name.
   */
  boolean inlined() {
    return has(Opcodes.ACC_SYNTHETIC)
        && !has(Opcodes.ACC_BRIDGE)
        && has(Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE);
  }
}
