package dev.plumbline.cli.command;

import dev.plumbline.cli.Surroundings;
import dev.plumbline.cli.conf.ConfException;
import dev.plumbline.cli.jar.JarCommand;
import dev.plumbline.dags.conf.InvalidScheduleException;
import dev.plumbline.pipeline.InvalidPipelineException;
import dev.plumbline.runner.plan.NotReadyException;
import dev.plumbline.runner.plan.PlanRefusedException;
import dev.plumbline.runner.run.Ownership;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** All commands under {@code plumb}, and what each error means for people and schedulers. */
public final class Commands {
  private Commands() {}

  /** {@code plumb} itself: shows its help. */
  @Command(
      name = "plumb",
      description = "Declares, plans, runs and explains machine-learning batch pipelines.",
      mixinStandardHelpOptions = true,
      version = "plumb 0.1.0-SNAPSHOT",
      synopsisSubcommandLabel = "COMMAND",
      footer = {
        "",
        "Exit codes: 0 done, 1 failed, 2 bad usage or refused plan, 3 not ready, 4 gate refused,"
            + " 5 blocked.",
        "docs/cli.md explains what --json answers."
      })
  private static final class Root implements Runnable {
    @CommandLine.Spec private CommandSpec spec;

    @Override
    public void run() {
      spec.commandLine().usage(spec.commandLine().getOut());
    }
  }

  /** Runs one command line; answers its exit code and never throws. */
  public static int run(Surroundings surroundings, String... arguments) {
    CommandLine line = of(surroundings, arguments);
    line.setExecutionExceptionHandler(
        (error, failed, parsed) -> fail(surroundings, error, verbose(arguments)));
    return line.execute(arguments);
  }

  /** Only the command that is called, where one is: making them all takes a tenth of a second. */
  private static CommandLine of(Surroundings surroundings, String... arguments) {
    CommandLine line = new CommandLine(new Root());
    Map<String, Supplier<CommandLine>> all = all(surroundings);
    boolean known = arguments.length > 0 && all.containsKey(arguments[0]);
    for (String name : known ? Set.of(arguments[0]) : all.keySet()) {
      line.addSubcommand(name, all.get(name).get());
    }
    line.setOut(writer(surroundings.out()));
    line.setErr(writer(surroundings.err()));
    return line;
  }

  /** Every first word, in the order of the help. */
  private static Map<String, Supplier<CommandLine>> all(Surroundings surroundings) {
    Map<String, Supplier<CommandLine>> all = new LinkedHashMap<>();
    all.put("run", () -> new CommandLine(new RunCommand(surroundings)));
    all.put("backfill", () -> new CommandLine(new BackfillCommand(surroundings)));
    all.put("plan", () -> new CommandLine(new PlanCommand(surroundings)));
    all.put("step", () -> new CommandLine(new StepCommand(surroundings)));
    all.put("export", () -> new CommandLine(new ExportCommand(surroundings)));
    all.put("jar", () -> new CommandLine(new JarCommand(surroundings)));
    all.put(
        "runs",
        () ->
            group(
                "runs",
                "What was done.",
                new RunsCommand.ListThem(surroundings),
                new RunsCommand.Show(surroundings),
                new RunsDiffCommand(surroundings)));
    all.put(
        "models",
        () ->
            group(
                "models",
                "Registered models, their versions and aliases.",
                new ModelsCommand.ListThem(surroundings),
                new ModelsCommand.Show(surroundings),
                new ModelsCommand.Promote(surroundings)));
    all.put(
        "tables",
        () ->
            group(
                "tables",
                "What lies where, and how it came there.",
                new TablesCommand.ListThem(surroundings),
                new TablesCommand.History(surroundings),
                new TableShowCommand(surroundings),
                new TablesCleanCommand(surroundings)));
    all.put(
        "pipelines",
        () ->
            group(
                "pipelines",
                "What can be run.",
                new PipelinesCommand.ListThem(surroundings),
                new PipelinesCommand.Show(surroundings)));
    all.put("conf", () -> group("conf", "Values of this project.", new ConfCommand(surroundings)));
    all.put("server", () -> new CommandLine(new ServerCommand(surroundings)));
    all.put("rebuild", () -> new CommandLine(new RebuildCommand(surroundings)));
    all.put("doctor", () -> new CommandLine(new DoctorCommand(surroundings)));
    return all;
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  /** A word that only leads to others: by itself it shows them. */
  private static CommandLine group(String name, String about, Work... commands) {
    CommandLine group = new CommandLine(new Root());
    group.getCommandSpec().name(name).usageMessage().description(about).footer();
    for (Work command : commands) {
      group.addSubcommand(command);
    }
    return group;
  }

  private static boolean verbose(String[] arguments) {
    return Arrays.asList(arguments).contains("--verbose");
  }

  private static int fail(Surroundings surroundings, Exception error, boolean verbose) {
    if (verbose) {
      error.printStackTrace(surroundings.err());
    } else {
      surroundings.err().println(text(error));
    }
    return code(error);
  }

  /** What an error of a command says: its message, and those of its causes that add something. */
  private static String text(Throwable error) {
    StringBuilder text = new StringBuilder();
    for (Throwable e = error; e != null; e = e.getCause()) {
      String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      if (text.indexOf(message) < 0) {
        text.append(text.length() == 0 ? "" : ": ").append(message);
      }
    }
    return text.toString();
  }

  private static int code(Exception error) {
    if (error instanceof NotReadyException) {
      return Exit.NOT_READY;
    }
    if (error instanceof Ownership.HeldException) {
      return Exit.BLOCKED;
    }
    boolean refused =
        error instanceof PlanRefusedException
            || error instanceof UsageException
            || error instanceof ConfException
            || error instanceof InvalidPipelineException
            || error instanceof InvalidScheduleException
            || error instanceof IllegalArgumentException;
    return refused ? Exit.REFUSED : Exit.FAILED;
  }
}
