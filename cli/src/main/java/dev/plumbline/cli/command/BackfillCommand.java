package dev.plumbline.cli.command;

import dev.plumbline.cli.Surroundings;
import dev.plumbline.cli.conf.Key;
import dev.plumbline.cli.show.TextTable;
import dev.plumbline.cli.wire.Planning;
import dev.plumbline.cli.wire.Session;
import dev.plumbline.pipeline.Interval;
import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.Pipeline;
import dev.plumbline.pipeline.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb backfill}: does those intervals of a span that are missing or out of date. */
@Command(
    name = "backfill",
    description = {
      "Do the intervals of a span that were never done, or would come out otherwise now.",
      "One that fails holds up the others only where each needs the one before."
    })
final class BackfillCommand extends Work {
  @Parameters(paramLabel = "PIPELINE", description = "Its name; see plumb pipelines list.")
  private String pipeline;

  @Mixin private Choice choice = new Choice();

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many intervals at once; 1 where it isn't said.")
  private int parallel;

  @Option(names = "--dry-run", description = "Only say which intervals would be done, and why.")
  private boolean dryRun;

  @Option(
      names = "--json",
      description = "Answer in JSON at the end, progress on stderr." + Reading.KEYS)
  private boolean json;

  BackfillCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  Map<String, String> conf() {
    return choice.engine().map(e -> Map.of(Key.ENGINE.text(), e)).orElse(Map.of());
  }

  @Override
  int work(Session session) throws Exception {
    if (parallel < 1) {
      throw new UsageException("Cannot do " + parallel + " intervals at once, give 1 or more");
    }
    Pipeline defined = session.get(Planning.class).define(pipeline, choice.settings());
    List<Interval> intervals =
        choice.intervals(defined).stream().flatMap(Optional::stream).toList();
    if (intervals.isEmpty()) {
      throw new UsageException("Cannot tell which intervals to fill, give --from DATE --to DATE");
    }
    Set<String> chained = chained(defined);
    if (parallel > 1 && !chained.isEmpty()) {
      throw new UsageException(
          "Cannot do "
              + pipeline
              + " in parallel: it reads "
              + String.join(", ", chained)
              + ", which it writes, so an interval needs the one before; leave --parallel out");
    }
    List<Turn> turns = new ArrayList<>();
    for (Interval interval : intervals) {
      turns.add(Turn.of(session, defined, interval, choice, surroundings().ids().get()));
    }
    tell(turns);
    if (dryRun) {
      if (json) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("pipeline", pipeline);
        tree.put("intervals", turns.stream().map(Turn::tree).toList());
        surroundings().out().println(Json.write(tree));
      }
      return Exit.DONE;
    }
    int due = (int) turns.stream().filter(Turn::isDue).count();
    try (RunsOfOne runs = new RunsOfOne(surroundings(), json, due, parallel > 1)) {
      BackfillRuns work = new BackfillRuns(this, choice, pipeline, turns, json, runs);
      return parallel == 1
          ? work.inOrder(session, !chained.isEmpty())
          : work.together(Math.min(parallel, Math.max(1, due)));
    }
  }

  /** The tables that a pipeline both reads and writes. */
  private static Set<String> chained(Pipeline pipeline) {
    Set<String> written =
        pipeline.nodes().stream()
            .filter(Node.Write.class::isInstance)
            .map(node -> ((Node.Write) node).table().name())
            .collect(Collectors.toSet());
    return pipeline.nodes().stream()
        .filter(Node.Read.class::isInstance)
        .map(node -> ((Node.Read) node).table().name())
        .filter(written::contains)
        .collect(Collectors.toSet());
  }

  private void tell(List<Turn> turns) {
    TextTable table = new TextTable("INTERVAL", "STATE", "WHY");
    turns.forEach(t -> table.row(Intervals.text(t.interval()), t.state().text(), t.why()));
    var out = json ? surroundings().err() : surroundings().out();
    out.println(table);
    long due = turns.stream().filter(Turn::isDue).count();
    out.println(due + " of " + turns.size() + " intervals to do");
  }
}
