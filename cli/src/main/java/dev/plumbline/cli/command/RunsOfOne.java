package dev.plumbline.cli.command;

import dev.plumbline.cli.Surroundings;
import dev.plumbline.cli.show.LiveStatus;
import dev.plumbline.cli.show.PlainStatus;
import dev.plumbline.cli.show.Recap;
import dev.plumbline.cli.show.Status;
import dev.plumbline.cli.show.Watch;
import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.event.RunListener;
import dev.plumbline.pipeline.event.RunStatus;
import dev.plumbline.pipeline.event.StepOutput;
import dev.plumbline.pipeline.json.Json;
import dev.plumbline.runner.plan.Plan;
import dev.plumbline.runner.plan.PlanText;
import dev.plumbline.runner.plan.Shape;
import dev.plumbline.runner.run.RunResult;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The runs of one command, one for each interval: shows them, and sums them up at the end. */
final class RunsOfOne implements AutoCloseable {
  private static final String MENDED =
      "Go on when that is mended (what was committed stays, what is done is kept):";

  private final Surroundings surroundings;
  private final boolean json;
  private final PrintStream out;
  private final int asked;
  private final boolean together;
  private final Stop stop = new Stop();
  private final List<Ended> ended = new ArrayList<>();

  /**
   * How to go on with what was not done.
   *
   * @param again the command that does all of it again
   * @param resume the command that goes on with the run that failed
   * @param anew the command that goes on with it by a new plan, where that can be
   * @param rest the command for what was to follow
   */
  record GoOn(String again, String resume, Optional<String> anew, Optional<String> rest) {
    /** One command does for all. */
    static GoOn by(String command) {
      return new GoOn(command, command, Optional.empty(), Optional.empty());
    }
  }

  private record Ended(Plan plan, RunResult result, Recap recap) {}

  RunsOfOne(Surroundings surroundings, boolean json, int asked) {
    this(surroundings, json, asked, false);
  }

  /**
   * @param together whether several run at once: each is shown when it has ended, in one line
   */
  RunsOfOne(Surroundings surroundings, boolean json, int asked, boolean together) {
    this.surroundings = surroundings;
    this.together = together;
    this.json = json;
    this.out = json ? surroundings.err() : surroundings.out();
    this.asked = asked;
  }

  /** Whether the run before leaves room for the next: a refused gate does, a failure doesn't. */
  boolean mayGoOn() {
    int code = code();
    return code == Exit.DONE || code == Exit.GATE_REFUSED;
  }

  /** Whether the user has stopped one: nothing begins after that. */
  boolean isCancelled() {
    synchronized (ended) {
      return ended.stream().anyMatch(each -> each.result().status() == RunStatus.KILLED);
    }
  }

  /**
   * @param work runs the plan, watched by some listeners
   * @param goOn the commands for what may be left
   * @return the exit code of this run alone
   */
  int run(Plan plan, Function<List<RunListener>, RunResult> work, GoOn goOn) {
    Recap recap = new Recap();
    RunResult result = work.apply(together ? List.of(recap) : List.of(new Watch(status()), recap));
    Ended end = new Ended(plan, result, recap);
    int code = Exit.of(result);
    synchronized (ended) {
      ended.add(end);
      if (together) {
        out.println(line(end));
      } else if (!json) {
        tell(plan, recap, result);
      }
      if (code != Exit.DONE && code != Exit.GATE_REFUSED) {
        fault(plan, result, goOn);
      }
    }
    return code;
  }

  private Status status() {
    Surroundings.Screen screen = surroundings.screen();
    return screen.live()
        ? new LiveStatus(out, surroundings.clock(), screen.columns())
        : new PlainStatus(out, surroundings.clock());
  }

  private void tell(Plan plan, Recap recap, RunResult result) {
    boolean reused = result.status() == RunStatus.FINISHED && !plan.works();
    out.println(
        (reused ? "Nothing to do: all of it still stands" : word(result.status()))
            + ", "
            + PlanText.show(result.took()));
    recap.lines(result).forEach(line -> out.println("  " + line));
    out.println("  see     " + surroundings.command() + " runs show " + result.runId());
    table(result)
        .ifPresent(t -> out.println("          " + surroundings.command() + " tables show " + t));
  }

  private static String word(RunStatus status) {
    return switch (status) {
      case FINISHED, REUSED -> "Done";
      case FAILED -> "Failed";
      case KILLED -> "Cancelled";
      case BLOCKED -> "Blocked";
      case SKIPPED -> "Skipped";
    };
  }

  private static Optional<String> table(RunResult result) {
    Optional<String> last = Optional.empty();
    for (RunResult.Step step : result.steps()) {
      if (step.output().orElse(new StepOutput.Fused()) instanceof StepOutput.Rows rows) {
        last = Optional.of(rows.version().table());
      }
    }
    return last;
  }

  /** The root of it, the rest in one line, and how to go on. */
  private void fault(Plan plan, RunResult result, GoOn goOn) {
    PrintStream err = surroundings.err();
    Shape shape = new Shape(plan.pipeline());
    List<Node> blocked = shape.order().stream().filter(node -> isBlocked(result, node)).toList();
    err.println();
    if (result.failed().isPresent()) {
      RunResult.Step step = result.failed().get();
      err.println("Step " + step.name() + " failed: " + step.error().orElse("no reason told"));
      tellIdle(blocked);
      err.println(MENDED);
      tellWays(goOn);
    } else if (result.error().isPresent()) {
      err.println(result.error().get());
      err.println(MENDED);
      tellWays(goOn);
    } else {
      List<Node> waiting =
          blocked.stream()
              .filter(node -> shape.keptBefore(node).stream().anyMatch(blocked::contains))
              .toList();
      for (Node root : blocked) {
        if (!waiting.contains(root)) {
          String why = result.step(root.name()).flatMap(RunResult.Step::error).orElse("");
          err.println("Step " + root.name() + " is blocked: " + why);
        }
      }
      tellIdle(waiting);
      err.println("Go on when that is there:");
      err.println("  " + goOn.again());
    }
  }

  private void tellWays(GoOn goOn) {
    PrintStream err = surroundings.err();
    err.println("  " + goOn.resume());
    goOn.rest().ifPresent(line -> err.println("and then with the intervals after it:\n  " + line));
    goOn.anew()
        .ifPresent(
            line ->
                err.println("or by a new plan, when a file that it reads was mended:\n  " + line));
  }

  private static boolean isBlocked(RunResult result, Node node) {
    return result.step(node.name()).filter(s -> s.status() == RunStatus.BLOCKED).isPresent();
  }

  private void tellIdle(List<Node> steps) {
    if (!steps.isEmpty()) {
      String names = steps.stream().map(Node::name).collect(Collectors.joining(", "));
      surroundings.err().println("Not done for that reason: " + names);
    }
  }

  private int code() {
    int code = Exit.DONE;
    for (Ended each : ended) {
      int own = Exit.of(each.result());
      code = own == Exit.DONE ? code : own;
    }
    return code;
  }

  /** Sums up; answers the exit code. */
  int end() {
    if (json) {
      List<Map<String, Object>> runs = trees();
      surroundings.out().println(Json.write(asked == 1 ? runs.get(0) : Map.of("runs", runs)));
    } else if (asked > 1) {
      out.println();
      out.println(ended.size() + " of " + asked + " intervals" + (together ? "" : ":"));
      if (!together) {
        ended.forEach(each -> out.println(line(each)));
      }
    }
    return code();
  }

  private static String line(Ended each) {
    return "  "
        + each.plan().interval().map(Intervals::text).orElse("")
        + "  "
        + word(each.result().status()).toLowerCase(Locale.ROOT)
        + "  "
        + PlanText.show(each.result().took())
        + "  "
        + each.result().runId();
  }

  /** The runs that have ended, as {@code --json} tells them. */
  List<Map<String, Object>> trees() {
    return ended.stream().map(RunsOfOne::tree).toList();
  }

  private static Map<String, Object> tree(Ended each) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("run", each.result().runId());
    tree.put("pipeline", each.plan().pipeline().name());
    tree.put("interval", each.plan().interval().map(Object::toString).orElse(null));
    tree.put("engine", each.plan().engine());
    tree.put("status", each.result().status().name());
    tree.put("seconds", each.result().took().toMillis() / 1000.0);
    tree.put("exit", Exit.of(each.result()));
    tree.put("error", each.result().error().orElse(null));
    List<Object> steps = new ArrayList<>();
    for (RunResult.Step step : each.result().steps()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("name", step.name());
      one.put("decision", each.plan().step(step.name()).decision().verb().name());
      one.put("reason", each.plan().step(step.name()).decision().reason());
      one.put("status", step.status().name());
      one.put("error", step.error().orElse(null));
      steps.add(one);
    }
    tree.put("steps", steps);
    tree.putAll(each.recap().tree(each.result()));
    return tree;
  }

  @Override
  public void close() {
    stop.close();
  }
}
