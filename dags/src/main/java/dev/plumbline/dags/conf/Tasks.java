package dev.plumbline.dags.conf;

import dev.plumbline.dags.conf.Graph.Kind;
import dev.plumbline.dags.conf.Graph.Knot;
import dev.plumbline.dags.document.Operator;
import dev.plumbline.dags.document.Param;
import dev.plumbline.dags.document.Retry;
import dev.plumbline.dags.document.Task;
import dev.plumbline.dags.document.Value;
import dev.plumbline.dags.document.Word;
import dev.plumbline.pipeline.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Makes tasks: what each is called with, and what conf sets for it. */
final class Tasks {
  private final DagRequest request;
  private final Settings settings;
  private final List<Param> params;

  Tasks(DagRequest request, Settings settings, List<Param> params) {
    this.request = request;
    this.settings = settings;
    this.params = params;
  }

  Task task(Knot knot) {
    String id = knot.id();
    return new Task(
        id,
        docs(knot),
        operator(knot),
        words(knot),
        refused(knot),
        knot.after(),
        settings.word(
            Setting.TRIGGER,
            settings.text(Setting.TRIGGER, id),
            Task.Trigger.ALL_SUCCESS,
            List.of(Task.Trigger.values())),
        retry(id),
        settings.seconds(Setting.TIMEOUT, settings.text(Setting.TIMEOUT, id)),
        settings.key(Setting.POOL, settings.text(Setting.POOL, id)),
        settings.whole(Setting.SLOTS, settings.text(Setting.SLOTS, id), 1, 1),
        settings.whole(Setting.PRIORITY, settings.text(Setting.PRIORITY, id), 1, 1),
        settings.text(Setting.QUEUE, id),
        settings.text(Setting.GROUP, id),
        tables(knot, false),
        tables(knot, true));
  }

  private Retry retry(String id) {
    return new Retry(
        settings.whole(Setting.RETRIES, settings.text(Setting.RETRIES, id), 0, 2),
        settings.seconds(Setting.RETRY_PAUSE, settings.text(Setting.RETRY_PAUSE, id)).orElse(300L),
        settings.flag(
            Setting.RETRY_EXPONENTIAL, settings.text(Setting.RETRY_EXPONENTIAL, id), false),
        settings.seconds(Setting.RETRY_LONGEST, settings.text(Setting.RETRY_LONGEST, id)));
  }

  private Operator operator(Knot knot) {
    if (knot.kind() == Kind.SHOWN) {
      return new Operator(Operator.Kind.EMPTY, new TreeMap<>());
    }
    Operator.Kind kind =
        settings.word(
            Setting.OPERATOR,
            settings.text(Setting.OPERATOR, knot.id()),
            Operator.Kind.BASH,
            Stream.of(Operator.Kind.values()).filter(k -> k != Operator.Kind.EMPTY).toList());
    List<String> problems = new ArrayList<>();
    SortedMap<String, Value> arguments =
        new TreeMap<>(
            Arguments.read(kind, settings.arguments(knot.id(), kind), knot.id(), problems));
    problems.forEach(settings::problem);
    List<String> command =
        Stream.of(settings.text(Setting.COMMAND, knot.id()).orElse("plumb").split(" +"))
            .filter(word -> !word.isEmpty())
            .toList();
    if (kind == Operator.Kind.BASH) {
      arguments.put("command", Value.texts(command));
    } else if (kind == Operator.Kind.KUBERNETES_POD) {
      arguments.putIfAbsent("cmds", Value.texts(command));
    }
    return new Operator(kind, arguments);
  }

  private List<Word> words(Knot knot) {
    if (knot.kind() == Kind.SHOWN) {
      return List.of();
    }
    List<Word> words = new ArrayList<>();
    String verb =
        switch (knot.kind()) {
          case PLAN -> "plan";
          case RUN -> "run";
          default -> "step";
        };
    words.add(Word.text(verb));
    words.add(Word.text(request.pipeline().name()));
    if (knot.kind() == Kind.STEP) {
      words.add(Word.text(knot.id()));
    }
    words.add(Word.text("--run"));
    words.add(Word.run());
    if (knot.kind() != Kind.STEP) {
      if (request.takesInterval()) {
        words.add(Word.text("--date"));
        words.add(Word.date());
      }
      for (Param param : params) {
        if (param.name().equals(Declared.FORCE)) {
          words.add(Word.param(param.name(), "--force="));
        } else if (!param.name().equals(Declared.DATE)) {
          words.add(Word.text("--set"));
          words.add(Word.param(param.name(), param.name() + "="));
        }
      }
    }
    settings
        .text(Setting.ENVIRONMENT)
        .ifPresent(e -> words.addAll(List.of(Word.text("--env"), Word.text(e))));
    return words;
  }

  private Optional<Task.Refused> refused(Knot knot) {
    boolean gate =
        nodes(knot).anyMatch(node -> node instanceof Node.Register) && knot.kind() != Kind.SHOWN;
    return gate
        ? Optional.of(knot.kind() == Kind.STEP ? Task.Refused.SKIP : Task.Refused.DONE)
        : Optional.empty();
  }

  private Stream<Node> nodes(Knot knot) {
    return knot.does().stream().map(step -> request.pipeline().node(step).orElseThrow());
  }

  private List<String> tables(Knot knot, boolean written) {
    TreeSet<String> uris = new TreeSet<>();
    if (knot.kind() != Kind.SHOWN) {
      nodes(knot)
          .forEach(
              node -> {
                if (written && node instanceof Node.Write write) {
                  uris.add(Timing.uri(request, write.table()));
                } else if (!written && node instanceof Node.Read read) {
                  uris.add(Timing.uri(request, read.table()));
                }
              });
    }
    return List.copyOf(uris);
  }

  private String docs(Knot knot) {
    return switch (knot.kind()) {
      case PLAN -> "Plans the run and stores the plan, which every task behind goes by.";
      case RUN -> "Plans and runs the pipeline.";
      case SHOWN -> "Done within the steps that use it.";
      case STEP -> gates(knot) + "Does " + String.join(", ", knot.does()) + ".";
    };
  }

  private String gates(Knot knot) {
    StringBuilder text = new StringBuilder();
    nodes(knot)
        .filter(Node.Register.class::isInstance)
        .map(Node.Register.class::cast)
        .forEach(
            r ->
                text.append("Skipped unless ")
                    .append(r.gate())
                    .append(" (`")
                    .append(r.model())
                    .append("`). "));
    return text.toString();
  }
}
