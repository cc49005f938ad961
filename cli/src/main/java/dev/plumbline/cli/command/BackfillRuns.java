package dev.plumbline.cli.command;

import dev.plumbline.cli.wire.Planning;
import dev.plumbline.cli.wire.Running;
import dev.plumbline.cli.wire.Session;
import dev.plumbline.pipeline.Interval;
import dev.plumbline.pipeline.Pipeline;
import dev.plumbline.pipeline.json.Json;
import dev.plumbline.runner.plan.Plan;
import dev.plumbline.runner.run.Ownership;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The runs of a backfill: looks at each interval again when its turn comes, and does it. */
final class BackfillRuns {
  private static final List<Integer> WORST_FIRST =
      List.of(Exit.FAILED, Exit.BLOCKED, Exit.NOT_READY, Exit.GATE_REFUSED, Exit.DONE);

  private final BackfillCommand command;
  private final Choice choice;
  private final String pipeline;
  private final List<Turn> turns;
  private final boolean json;
  private final RunsOfOne runs;

  BackfillRuns(
      BackfillCommand command,
      Choice choice,
      String pipeline,
      List<Turn> turns,
      boolean json,
      RunsOfOne runs) {
    this.command = command;
    this.choice = choice;
    this.pipeline = pipeline;
    this.turns = turns;
    this.json = json;
    this.runs = runs;
  }

  /**
   * One after the other; answers the worst of their exit codes.
   *
   * @param chained whether an interval needs the one before, so that a failure ends it
   */
  int inOrder(Session session, boolean chained) throws InterruptedException {
    Pipeline defined = session.get(Planning.class).define(pipeline, choice.settings());
    int worst = Exit.DONE;
    for (Turn turn : turns) {
      int code = one(session, defined, turn.interval());
      worst = worse(worst, code);
      boolean failed = code != Exit.DONE && code != Exit.GATE_REFUSED;
      if (runs.isCancelled() || (chained && failed)) {
        break;
      }
    }
    return end(worst);
  }

  /** Several at once, each worker in a session of its own; answers the worst of the exit codes. */
  int together(int workers) throws Exception {
    Queue<Turn> left = new ConcurrentLinkedQueue<>(turns);
    List<Session> sessions = new ArrayList<>();
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      List<Future<Integer>> works = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        Session session = command.open(command.shared(), command.conf());
        sessions.add(session);
        works.add(pool.submit(worker(session, left)));
      }
      int worst = Exit.DONE;
      for (Future<Integer> work : works) {
        worst = worse(worst, work.get());
      }
      return end(worst);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } finally {
      pool.shutdownNow();
      pool.awaitTermination(1, TimeUnit.MINUTES);
      sessions.forEach(Session::close); // after all: they may share what one of them opened
    }
  }

  private Callable<Integer> worker(Session session, Queue<Turn> left) {
    return () -> {
      Pipeline defined = session.get(Planning.class).define(pipeline, choice.settings());
      int worst = Exit.DONE;
      for (Turn turn = left.poll(); turn != null && !runs.isCancelled(); turn = left.poll()) {
        worst = worse(worst, one(session, defined, turn.interval()));
      }
      return worst;
    };
  }

  private int one(Session session, Pipeline defined, Interval interval)
      throws InterruptedException {
    String id = command.surroundings().ids().get();
    Turn turn = Turn.of(session, defined, interval, choice, id);
    if (!turn.isDue()) {
      return left(turn);
    }
    Running running = session.get(Running.class);
    Plan first = turn.plan().orElseThrow();
    try (Ownership own = running.own(first, Optional.empty(), id)) {
      Turn mine = Turn.of(session, defined, interval, choice, id);
      if (!mine.isDue()) {
        return left(mine); // whoever owned it until now did it
      }
      Plan plan = mine.plan().orElseThrow();
      return runs.run(plan, watching -> running.run(plan, id, own, watching), goOn(id));
    } catch (Ownership.HeldException e) {
      command.surroundings().err().println(e.getMessage());
      return Exit.BLOCKED;
    }
  }

  private int left(Turn turn) {
    if (turn.state() == Turn.State.CURRENT) {
      return Exit.DONE;
    }
    command.surroundings().err().println(turn.why());
    return turn.state() == Turn.State.NOT_READY ? Exit.NOT_READY : Exit.BLOCKED;
  }

  private RunsOfOne.GoOn goOn(String id) {
    List<String> words =
        new ArrayList<>(List.of(command.surroundings().command(), "backfill", pipeline));
    words.addAll(choice.words(turns.stream().map(t -> Optional.of(t.interval())).toList()));
    words.addAll(command.shared().words());
    String again = ShellWord.line(words);
    String resume =
        ResumedRun.command(command.surroundings(), id, choice.engine(), command.shared());
    return new RunsOfOne.GoOn(again, resume, Optional.empty(), Optional.empty());
  }

  private int end(int worst) {
    if (json) {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("pipeline", pipeline);
      tree.put("intervals", turns.stream().map(Turn::tree).toList());
      tree.put("runs", runs.trees().stream().map(BackfillRuns::few).toList());
      command.surroundings().out().println(Json.write(tree));
    } else {
      runs.end();
    }
    return worst;
  }

  /** What sums up a run; the rest is in its record. */
  private static Map<String, Object> few(Map<String, Object> run) {
    Map<String, Object> few = new LinkedHashMap<>(run);
    few.keySet().retainAll(List.of("run", "interval", "status", "seconds", "exit", "error"));
    return few;
  }

  private static int worse(int one, int other) {
    return WORST_FIRST.indexOf(one) <= WORST_FIRST.indexOf(other) ? one : other;
  }
}
