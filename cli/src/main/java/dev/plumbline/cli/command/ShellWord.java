package dev.plumbline.cli.command;

/** A text as one word of a shell's command. */
final class ShellWord {
  private ShellWord() {}

  static String of(String text) {
    return text.matches("[A-Za-z0-9_./:=@%+,-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
