package dev.plumbline.cli.command;

import dev.plumbline.cli.Surroundings;
import dev.plumbline.cli.conf.ConfException;
import dev.plumbline.cli.jar.JarCommand;
import dev.plumbline.pipeline.InvalidPipelineException;
import dev.plumbline.runner.plan.NotReadyException;
import dev.plumbline.runner.plan.PlanRefusedException;
import dev.plumbline.runner.run.Ownership;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
    CommandLine line = of(surroundings);
    line.setExecutionExceptionHandler(
        (error, failed, parsed) -> fail(surroundings, error, verbose(arguments)));
    return line.execute(arguments);
  }

  private static CommandLine of(Surroundings surroundings) {
    CommandLine line = new CommandLine(new Root());
    line.addSubcommand(new RunCommand(surroundings));
    line.addSubcommand(new PlanCommand(surroundings));
    line.addSubcommand(new StepCommand(surroundings));
    line.addSubcommand(new JarCommand(surroundings));
    group(
        line,
        "runs",
        "What was done.",
        new RunsCommand.ListThem(surroundings),
        new RunsCommand.Show(surroundings),
        new RunsDiffCommand(surroundings));
    group(
        line,
        "models",
        "Registered models, their versions and aliases.",
        new ModelsCommand.ListThem(surroundings),
        new ModelsCommand.Show(surroundings),
        new ModelsCommand.Promote(surroundings));
    group(
        line,
        "tables",
        "What lies where, and how it came there.",
        new TablesCommand.ListThem(surroundings),
        new TablesCommand.History(surroundings),
        new TableShowCommand(surroundings));
    group(
        line,
        "pipelines",
        "What can be run.",
        new PipelinesCommand.ListThem(surroundings),
        new PipelinesCommand.Show(surroundings));
    group(line, "conf", "Values of this project.", new ConfCommand(surroundings));
    line.addSubcommand(new ServerCommand(surroundings));
    line.addSubcommand(new DoctorCommand(surroundings));
    line.setOut(writer(surroundings.out()));
    line.setErr(writer(surroundings.err()));
    return line;
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  /** A word that only leads to others: by itself it shows them. */
  private static void group(CommandLine line, String name, String about, Work... commands) {
    CommandLine group = new CommandLine(new Root());
    group.getCommandSpec().name(name).usageMessage().description(about).footer();
    for (Work command : commands) {
      group.addSubcommand(command);
    }
    line.addSubcommand(name, group);
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
            || error instanceof IllegalArgumentException;
    return refused ? Exit.REFUSED : Exit.FAILED;
  }
}
