package dev.plumbline.cli.command;

import dev.plumbline.cli.Surroundings;
import dev.plumbline.cli.show.TextTable;
import dev.plumbline.cli.wire.Exporting;
import dev.plumbline.cli.wire.Session;
import dev.plumbline.dags.airflow.AirflowFiles;
import dev.plumbline.dags.document.DagDocument;
import dev.plumbline.dags.document.Schedule;
import dev.plumbline.dags.document.Slice;
import dev.plumbline.dags.schedule.Firing;
import dev.plumbline.dags.schedule.Firings;
import dev.plumbline.pipeline.Interval;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb export}: a pipeline as a scheduler's document. */
@Command(
    name = "export",
    description = {
      "Write the document by which a scheduler runs a pipeline, as conf's schedule.* says, and show"
          + " what will run when.",
      "Starts no engine and asks no store."
    })
final class ExportCommand extends Reading {
  private static final int SHOWN = 10;
  private static final DateTimeFormatter TICK =
      DateTimeFormatter.ofPattern("EEE uuuu-MM-dd HH:mm XXX", Locale.ROOT);

  /** What documents are for. */
  enum Scheduler {
    airflow
  }

  @Parameters(paramLabel = "PIPELINE", description = "Its name; see plumb pipelines list.")
  private String pipeline;

  @Option(names = "--to", required = true, paramLabel = "SCHEDULER", description = "airflow")
  private Scheduler to;

  @Option(names = "--out", paramLabel = "DIR", description = "Write into the folder of DAGs.")
  private Path out;

  @Option(names = "--check", description = "Write nothing; say whether it could be written.")
  private boolean check;

  @Option(
      names = "--diff",
      paramLabel = "DIR",
      description = "Write nothing; compare with the folder of DAGs, exit 1 when it differs.")
  private Path diff;

  ExportCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  int work(Session session) throws IOException {
    if (out == null && !check && diff == null) {
      throw new UsageException(
          "Cannot tell where to write: give --out DIR, or --check or --diff DIR to write nothing");
    }
    if (out != null && (check || diff != null)) {
      throw new UsageException("Cannot write with --check or --diff, leave --out or them out");
    }
    DagDocument document = session.get(Exporting.class).document(pipeline);
    AirflowFiles files = AirflowFiles.of(document);
    List<String> different =
        diff == null ? List.of() : files.differences(surroundings().project().resolve(diff));
    if (out != null) {
      files.write(surroundings().project().resolve(out));
    }
    List<Firing> next = next(document);
    show(tree(document, files, different, next), text(document, files, different, next));
    return different.isEmpty() ? Exit.DONE : Exit.FAILED;
  }

  /** Those that come; where runs since the start are made up for, those that come first. */
  private List<Firing> next(DagDocument document) {
    Instant now = surroundings().clock().instant();
    Instant start = document.runs().start().minusNanos(1);
    boolean once = document.schedule() instanceof Schedule.Once;
    boolean fromStart = once || document.runs().catchup() || start.isAfter(now);
    return new Firings(document.schedule(), document.runs()).after(fromStart ? start : now, SHOWN);
  }

  private Map<String, Object> tree(
      DagDocument document, AirflowFiles files, List<String> different, List<Firing> next) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("pipeline", document.pipeline());
    tree.put("scheduler", to.name());
    tree.put("dag", document.dag());
    tree.put("hash", files.hash());
    tree.put("files", files.names());
    tree.put("tasks", document.tasks().stream().map(t -> t.id()).toList());
    tree.put("differences", different);
    List<Object> firings = new ArrayList<>();
    for (Firing firing : next) {
      Map<String, Object> each = new LinkedHashMap<>();
      each.put("at", firing.end().toString());
      each.put("interval", interval(document, firing).map(Interval::toString).orElse(null));
      firings.add(each);
    }
    tree.put("next", firings);
    return tree;
  }

  private String text(
      DagDocument document, AirflowFiles files, List<String> different, List<Firing> next) {
    StringBuilder text =
        new StringBuilder(document.pipeline())
            .append(" for ")
            .append(to)
            .append(" as DAG ")
            .append(document.dag());
    text.append(", ").append(document.tasks().size()).append(" tasks\n");
    if (out != null) {
      files.names().forEach(name -> text.append("  wrote ").append(out.resolve(name)).append('\n'));
    } else if (diff != null && different.isEmpty()) {
      text.append("  is what ").append(diff).append(" has\n");
    } else {
      different.forEach(d -> text.append("  ").append(d).append('\n'));
    }
    if (next.isEmpty()) {
      return text.append(
              document.schedule() instanceof Schedule.Assets
                  ? "\nruns when its tables change"
                  : "\nnothing will run any more")
          .toString();
    }
    ZoneId zone = zone(document);
    TextTable table = new TextTable("RUNS AT (" + zone + ")", "FOR");
    for (Firing firing : next) {
      table.row(
          TICK.format(firing.end().atZone(zone)),
          interval(document, firing).map(Interval::toString).orElse(""));
    }
    return text.append('\n').append(table).toString();
  }

  private static Optional<Interval> interval(DagDocument document, Firing firing) {
    Optional<Slice> slice = document.slice();
    return slice.flatMap(firing::interval);
  }

  private static ZoneId zone(DagDocument document) {
    return document.schedule() instanceof Schedule.Cron cron
        ? cron.zone()
        : document.slice().map(Slice::zone).orElse(ZoneId.of("UTC"));
  }
}
