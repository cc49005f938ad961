package dev.plumbline.runner.code;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Reads a method's body into tokens. */
final class BodyReader extends MethodVisitor {
  private static final String SWITCH = "$SwitchMap$";
  private static final int[] HANDLES = {
    0,
    Opcodes.GETFIELD,
    Opcodes.GETSTATIC,
    Opcodes.PUTFIELD,
    Opcodes.PUTSTATIC,
    Opcodes.INVOKEVIRTUAL,
    Opcodes.INVOKESTATIC,
    Opcodes.INVOKESPECIAL,
    Opcodes.INVOKESPECIAL,
    Opcodes.INVOKEINTERFACE
  };

  private final MethodModel model;
  private final Consumer<MethodModel> done;
  private final List<Token> body;
  private final Map<Label, Integer> labels;
  private final Deque<Token.Field> switches = new ArrayDeque<>();
  private boolean implicit;

  /** {@code done} is told the method, unless it is one that a record has without saying so. */
  BodyReader(String owner, String name, String descriptor, int access, Consumer<MethodModel> done) {
    super(Opcodes.ASM9);
    this.body = new ArrayList<>();
    this.labels = new HashMap<>();
    this.model = new MethodModel(owner, name, descriptor, access, body, labels);
    this.done = done;
  }

  private void text(String text) {
    body.add(new Token.Text(text));
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode >= Opcodes.ICONST_M1 && opcode <= Opcodes.ICONST_5) {
      body.add(new Token.Int(opcode - Opcodes.ICONST_0));
    } else {
      text("op " + opcode);
    }
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    if (opcode == Opcodes.NEWARRAY) {
      text("newarray " + operand);
    } else {
      body.add(new Token.Int(operand));
    }
  }

  @Override
  public void visitVarInsn(int opcode, int index) {
    text("op " + opcode + " " + index);
  }

  @Override
  public void visitIincInsn(int index, int increment) {
    text("iinc " + index + " " + increment);
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    body.add(
        opcode == Opcodes.NEW
            ? new Token.Create(type)
            : new Token.TypeUse("op " + opcode, Descriptors.of(type)));
  }

  @Override
  public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
    body.add(new Token.TypeUse("array " + dimensions, descriptor));
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    Token.Field field = new Token.Field(opcode, owner, name, descriptor);
    body.add(field);
    if (opcode == Opcodes.GETSTATIC && name.startsWith(SWITCH)) {
      switches.push(field);
    }
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    body.add(new Token.Call(opcode, owner, name, descriptor));
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String descriptor, Handle bootstrap, Object... arguments) {
    implicit |= bootstrap.getOwner().equals("java/lang/runtime/ObjectMethods");
    text("dynamic call " + name);
    body.add(new Token.TypeUse("as", descriptor));
    handle(bootstrap);
    for (Object argument : arguments) {
      visitLdcInsn(argument);
    }
    text("end");
  }

  private void handle(Handle handle) {
    text("handle " + handle.getTag());
    int opcode = HANDLES[handle.getTag()];
    if (handle.getTag() <= Opcodes.H_PUTSTATIC) {
      body.add(new Token.Field(opcode, handle.getOwner(), handle.getName(), handle.getDesc()));
      return;
    }
    if (handle.getTag() == Opcodes.H_NEWINVOKESPECIAL) {
      body.add(new Token.Create(handle.getOwner()));
    }
    body.add(new Token.Call(opcode, handle.getOwner(), handle.getName(), handle.getDesc()));
  }

  @Override
  public void visitLdcInsn(Object value) {
    if (value instanceof Integer number) {
      body.add(new Token.Int(number));
    } else if (value instanceof Type type) {
      body.add(new Token.TypeUse("constant", type.getDescriptor()));
    } else if (value instanceof Handle handle) {
      handle(handle);
    } else if (value instanceof ConstantDynamic constant) {
      text("dynamic constant " + constant.getName());
      body.add(new Token.TypeUse("as", constant.getDescriptor()));
      handle(constant.getBootstrapMethod());
      for (int i = 0; i < constant.getBootstrapMethodArgumentCount(); i++) {
        visitLdcInsn(constant.getBootstrapMethodArgument(i));
      }
      text("end");
    } else {
      text(Constants.text(value));
    }
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    body.add(new Token.Jump("op " + opcode, label));
  }

  @Override
  public void visitLabel(Label label) {
    labels.put(label, labels.size());
    body.add(new Token.Mark(label));
  }

  @Override
  public void visitTableSwitchInsn(int min, int max, Label fallback, Label... targets) {
    SortedMap<Integer, Label> cases = new TreeMap<>();
    for (int i = 0; i < targets.length; i++) {
      cases.put(min + i, targets[i]);
    }
    branch(cases, fallback);
  }

  @Override
  public void visitLookupSwitchInsn(Label fallback, int[] keys, Label[] targets) {
    SortedMap<Integer, Label> cases = new TreeMap<>();
    for (int i = 0; i < targets.length; i++) {
      cases.put(keys[i], targets[i]);
    }
    branch(cases, fallback);
  }

  private void branch(SortedMap<Integer, Label> cases, Label fallback) {
    cases.values().removeIf(fallback::equals);
    if (!switches.isEmpty() && lastIs(Opcodes.IALOAD)) {
      body.add(new Token.EnumSwitch(switches.pop(), cases, fallback));
      return;
    }
    text("switch");
    cases.forEach((key, target) -> body.add(new Token.Jump("case " + key, target)));
    body.add(new Token.Jump("default", fallback));
  }

  private boolean lastIs(int opcode) {
    return body.get(body.size() - 1).equals(new Token.Text("op " + opcode));
  }

  @Override
  public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
    body.add(new Token.Jump("from", start));
    body.add(new Token.Jump("to", end));
    body.add(new Token.Jump("catch", handler));
    if (type != null) {
      body.add(new Token.TypeUse("caught", Descriptors.of(type)));
    }
  }

  @Override
  public void visitEnd() {
    if (!implicit) {
      done.accept(model);
    }
  }
}
