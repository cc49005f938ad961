package dev.plumbline.cli.command;

import java.util.List;
import java.util.stream.Collectors;

/** A text as one word of a shell's command. */
final class ShellWord {
  private ShellWord() {}

  /** Words as a command. */
  static String line(List<String> words) {
    return words.stream().map(ShellWord::of).collect(Collectors.joining(" "));
  }

  static String of(String text) {
    return text.matches("[A-Za-z0-9_./:=@%+,-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
