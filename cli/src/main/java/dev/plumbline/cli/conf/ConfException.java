package dev.plumbline.cli.conf;

import java.util.List;

/** Conf that can't be used; tells every mistake in it. */
public final class ConfException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ConfException(List<String> problems) {
    super("Cannot use conf:\n  " + String.join("\n  ", problems));
  }
}
