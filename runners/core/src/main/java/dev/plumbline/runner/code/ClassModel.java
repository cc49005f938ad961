package dev.plumbline.runner.code;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.objectweb.asm.Opcodes;

/**
 * A class file without what does not bear on what it does. Names are internal ones, with slashes.
 *
 * @param enclosed whether it is anonymous, local or made by the compiler: its name holds a number
 *     that changes when another such class is added
 * @param declaration kind, supertypes, annotations, record components, enum constants
 * @param components the descriptors of the record's components
 * @param methods by name and descriptor; empty when only the head was read
 * @param constants the values of static fields that the class file itself gives
 * @param switches of javac's synthetic class for switches over enums: field → number → constant
 */
record ClassModel(
    String name,
    int access,
    Optional<String> superName,
    List<String> interfaces,
    boolean enclosed,
    List<Token> declaration,
    List<String> components,
    Map<String, MethodModel> methods,
    Map<String, String> constants,
    Map<String, SortedMap<Integer, Token.Field>> switches) {

  boolean isRecord() {
    return superName.filter("java/lang/Record"::equals).isPresent();
  }

  boolean isEnum() {
    return (access & Opcodes.ACC_ENUM) != 0;
  }

  boolean isInterface() {
    return (access & Opcodes.ACC_INTERFACE) != 0;
  }

  String kind() {
    if (isInterface()) {
      return "interface";
    }
    return isEnum() ? "enum" : isRecord() ? "record" : "class";
  }

  Optional<MethodModel> method(String signature) {
    return Optional.ofNullable(methods.get(signature));
  }

  /** Name and descriptor of the constructor that the framework calls. */
  String canonicalConstructor() {
    return "<init>(" + String.join("", components) + ")V";
  }
}
