package dev.plumbline.dags.conf;

import dev.plumbline.dags.conf.Graph.Knot;
import dev.plumbline.dags.document.DagDocument;
import dev.plumbline.dags.document.Group;
import dev.plumbline.dags.document.Notices;
import dev.plumbline.dags.document.Param;
import dev.plumbline.dags.document.Runs;
import dev.plumbline.dags.document.Schedule;
import dev.plumbline.dags.document.Slice;
import dev.plumbline.dags.document.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a pipeline and its schedule a document. The same request gives the same document. */
public final class DagBuilder {
  private static final String NAME = "[A-Za-z0-9_.-]{1,250}";

  private DagBuilder() {}

  /**
   * @throws InvalidScheduleException with every mistake in conf
   */
  public static DagDocument build(DagRequest request) {
    String pipeline = request.pipeline().name();
    List<String> mistaken = new ArrayList<>();
    List<String> steps = request.pipeline().nodes().stream().map(n -> n.name()).toList();
    List<String> every = new ArrayList<>(steps);
    every.addAll(List.of("plan", "run"));
    Settings settings = new Settings(request.schedule(), pipeline, request.pipelines(), every);
    Timing timing = new Timing(request, settings);
    Runs runs = timing.runs();
    Schedule schedule = timing.schedule();
    Optional<Slice> slice = timing.slice(schedule, runs);
    List<Param> params = Declared.params(request, settings);
    Graph.Cut cut =
        settings.word(
            Setting.TASKS,
            settings.text(Setting.TASKS),
            Graph.Cut.FUSED,
            List.of(Graph.Cut.values()));
    Tasks maker = new Tasks(request, settings, params);
    List<Task> tasks = new ArrayList<>();
    for (Knot knot : new Graph(request.pipeline(), request.units(), cut).knots()) {
      tasks.add(maker.task(knot));
    }
    DagDocument document =
        new DagDocument(
            DagDocument.FORMAT,
            "",
            name(settings, pipeline),
            pipeline,
            Overview.of(settings.text(Setting.DOCS).orElse(""), tasks),
            settings.text(Setting.OWNER).orElse("plumbline"),
            settings.names(Setting.TAGS).stream().sorted().distinct().toList(),
            schedule,
            slice,
            runs,
            params,
            notices(settings),
            groups(tasks),
            tasks);
    mistaken.addAll(settings.problems());
    mistaken.addAll(Secrets.in(document, request.secrets()));
    if (!mistaken.isEmpty()) {
      throw new InvalidScheduleException(pipeline, mistaken.stream().distinct().toList());
    }
    return document;
  }

  private static String name(Settings settings, String pipeline) {
    String name = settings.text(Setting.ID).orElse(pipeline);
    if (!name.matches(NAME)) {
      settings.problem(Setting.ID, "is '" + name + "', write letters, digits, '_', '.' and '-'");
    }
    return name;
  }

  private static Notices notices(Settings settings) {
    List<String> late = settings.mails(Setting.NOTIFY_LATE);
    Optional<Long> after =
        settings.seconds(Setting.NOTIFY_LATE_AFTER, settings.text(Setting.NOTIFY_LATE_AFTER));
    if (late.isEmpty() != after.isEmpty()) {
      settings.problem(
          late.isEmpty() ? Setting.NOTIFY_LATE : Setting.NOTIFY_LATE_AFTER,
          "is missing: who is told, and after how long, go together");
    }
    return new Notices(settings.mails(Setting.NOTIFY_FAILURE), late, after);
  }

  private static List<Group> groups(List<Task> tasks) {
    return tasks.stream()
        .flatMap(task -> task.group().stream())
        .distinct()
        .sorted()
        .map(id -> new Group(id, ""))
        .toList();
  }
}
