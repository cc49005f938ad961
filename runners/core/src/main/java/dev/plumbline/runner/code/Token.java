package dev.plumbline.runner.code;

import java.util.SortedMap;
import org.objectweb.asm.Label;

/**
 * A piece of a method's body or of a class's declaration, with the names in it kept apart from the
 * rest: {@code Reach} follows the names, {@code CodeText} writes them down.
 */
sealed interface Token {
  /** What names nothing: an instruction, a constant, a flag. */
  record Text(String text) implements Token {}

  /** An int constant, however it was encoded. */
  record Int(int value) implements Token {}

  /** A type that a value may have, as a descriptor (of a field or of a method). */
  record TypeUse(String use, String descriptor) implements Token {}

  /** {@code new}, before its constructor is called. */
  record Create(String type) implements Token {}

  /** A call or a handle of a method; {@code opcode} is that of the call. */
  record Call(int opcode, String owner, String name, String descriptor) implements Token {}

  /** A field read or written, or a handle of it. */
  record Field(int opcode, String owner, String name, String descriptor) implements Token {}

  /** The place of a label. */
  record Mark(Label label) implements Token {}

  record Jump(String instruction, Label target) implements Token {}

  /**
   * A switch over an enum as javac writes it: the numbers are given out by a synthetic class in the
   * order of all switches in the file, so only the constants behind them mean anything.
   */
  record EnumSwitch(Field numbers, SortedMap<Integer, Label> cases, Label fallback)
      implements Token {}
}
