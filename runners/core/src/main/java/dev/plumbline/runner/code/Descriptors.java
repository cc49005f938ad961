package dev.plumbline.runner.code;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.signature.SignatureVisitor;

/** The class names in descriptors and in generic signatures. */
final class Descriptors {
  private Descriptors() {}

  static List<String> classes(String descriptor) {
    List<String> names = new ArrayList<>();
    map(
        descriptor,
        name -> {
          names.add(name);
          return name;
        });
    return names;
  }

  static String map(String descriptor, UnaryOperator<String> names) {
    int start = descriptor.indexOf('L');
    if (start < 0) {
      return descriptor;
    }
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (start >= 0) {
      int end = descriptor.indexOf(';', start);
      out.append(descriptor, at, start + 1);
      out.append(names.apply(descriptor.substring(start + 1, end)));
      at = end;
      start = descriptor.indexOf('L', end);
    }
    return out.append(descriptor, at, descriptor.length()).toString();
  }

  /** A class name as descriptor; an array's name is one already. */
  static String of(String internalName) {
    return internalName.startsWith("[") ? internalName : "L" + internalName + ";";
  }

  /** A generic signature as tokens, its class names apart. */
  static List<Token> signature(String signature) {
    List<Token> tokens = new ArrayList<>();
    new SignatureReader(signature)
        .accept(
            new SignatureVisitor(Opcodes.ASM9) {
              private final List<String> open = new ArrayList<>();

              private void text(String text) {
                tokens.add(new Token.Text(text));
              }

              @Override
              public void visitFormalTypeParameter(String name) {
                text("parameter " + name);
              }

              @Override
              public SignatureVisitor visitSuperclass() {
                text("extends");
                return this;
              }

              @Override
              public SignatureVisitor visitInterface() {
                text("implements");
                return this;
              }

              @Override
              public void visitBaseType(char descriptor) {
                text(String.valueOf(descriptor));
              }

              @Override
              public void visitTypeVariable(String name) {
                text("variable " + name);
              }

              @Override
              public SignatureVisitor visitArrayType() {
                text("[");
                return this;
              }

              @Override
              public void visitClassType(String name) {
                open.add(name);
                tokens.add(new Token.TypeUse("type", of(name)));
                text("<");
              }

              @Override
              public void visitInnerClassType(String name) {
                String inner = open.remove(open.size() - 1) + "$" + name;
                text(">");
                visitClassType(inner);
              }

              @Override
              public void visitTypeArgument() {
                text("?");
              }

              @Override
              public SignatureVisitor visitTypeArgument(char wildcard) {
                text(String.valueOf(wildcard));
                return this;
              }

              @Override
              public void visitEnd() {
                open.remove(open.size() - 1);
                text(">");
              }
            });
    return tokens;
  }
}
