package dev.plumbline.cli.command;

import dev.plumbline.cli.Surroundings;
import dev.plumbline.cli.wire.Session;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that works in a session: opens it, works, closes it. */
abstract class Work implements Callable<Integer> {
  @Mixin private Shared shared = new Shared();
  private final Surroundings surroundings;

  Work(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws Exception {
    return work(shared);
  }

  /** Opens a session with these options and works in it. */
  final int work(Shared options) throws Exception {
    try (Session session = open(options, conf())) {
      return work(session);
    }
  }

  /**
   * Opens a session with these options.
   *
   * @param over values of conf over theirs, by key
   */
  final Session open(Shared options, Map<String, String> over) {
    Map<String, String> conf = new TreeMap<>(options.conf());
    conf.putAll(over);
    return Session.open(surroundings, options.environment(surroundings.variables()), conf);
  }

  /** Values of conf that this command's own options set, by key. */
  Map<String, String> conf() {
    return Map.of();
  }

  /** Answers the exit code. */
  abstract int work(Session session) throws Exception;

  final Surroundings surroundings() {
    return surroundings;
  }

  final Shared shared() {
    return shared;
  }

  final void say(String text) {
    surroundings.out().println(text);
  }
}
