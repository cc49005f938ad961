package dev.plumbline.pipeline.event;

import dev.plumbline.pipeline.json.Json;
import dev.plumbline.pipeline.json.RecordJson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Events as one line of JSON each: the number of the form, the kind of event, and its components by
 * name. An event that lacks a component or has one more is of another form and refused: whoever
 * changes an event's components raises {@link #FORM}, and teaches {@link #read} the forms before.
 */
public final class EventJson {
  /** Of what is written. */
  public static final int FORM = 1;

  private static final Map<String, Kind<?>> KINDS =
      List.<Kind<?>>of(
              Kind.of(RunEvent.RunStarted.class),
              Kind.of(RunEvent.StepStarted.class),
              Kind.of(RunEvent.InputRead.class),
              Kind.of(RunEvent.Progress.class),
              Kind.of(RunEvent.MetricPoint.class),
              new Kind<>(RunEvent.Reused.class, ToldReused.class, e -> e.event()),
              new Kind<>(RunEvent.Adopted.class, ToldAdopted.class, e -> e.event()),
              Kind.of(RunEvent.Staged.class),
              Kind.of(RunEvent.Evaluated.class),
              Kind.of(RunEvent.Committed.class),
              Kind.of(RunEvent.Rejected.class),
              Kind.of(RunEvent.GateJudged.class),
              Kind.of(RunEvent.Registered.class),
              Kind.of(RunEvent.Warned.class),
              Kind.of(RunEvent.Retried.class),
              new Kind<>(RunEvent.StepFinished.class, ToldStepFinished.class, e -> e.event()),
              Kind.of(RunEvent.RunFinished.class))
          .stream()
          .collect(Collectors.toUnmodifiableMap(Kind::name, kind -> kind));

  private EventJson() {}

  /** Without a line's end. */
  public static String write(RunEvent event) {
    return "{\"form\":"
        + FORM
        + ",\"event\":\""
        + event.getClass().getSimpleName()
        + "\",\"told\":"
        + RecordJson.write(told(event))
        + "}";
  }

  /**
   * The event of a line.
   *
   * @throws IllegalArgumentException for what is no event, and for a form that isn't known
   */
  public static RunEvent read(String line) {
    if (!(Json.parse(line) instanceof Map<?, ?> tree) || tree.get("form") == null) {
      throw new IllegalArgumentException("Cannot read an event: there is none in " + line);
    }
    String form = tree.get("form").toString();
    Kind<?> kind = KINDS.get(String.valueOf(tree.get("event")));
    if (!form.equals(Integer.toString(FORM)) || kind == null) {
      throw new IllegalArgumentException(
          "Cannot read event "
              + tree.get("event")
              + " of form "
              + form
              + ": this Plumbline knows form "
              + FORM
              + ", use the one that wrote it");
    }
    return kind.read(Json.write(tree.get("told")));
  }

  private static Record told(RunEvent event) {
    if (event instanceof RunEvent.Reused reused) {
      return ToldReused.of(reused);
    }
    if (event instanceof RunEvent.Adopted adopted) {
      return ToldAdopted.of(adopted);
    }
    return event instanceof RunEvent.StepFinished finished
        ? ToldStepFinished.of(finished)
        : (Record) event;
  }

  /**
   * How one kind of event is written.
   *
   * @param told the record of its components
   */
  private record Kind<T extends Record>(
      Class<? extends RunEvent> type, Class<T> told, Function<T, RunEvent> event) {
    static <E extends Record & RunEvent> Kind<E> of(Class<E> type) {
      return new Kind<>(type, type, event -> event);
    }

    String name() {
      return type.getSimpleName();
    }

    RunEvent read(String json) {
      return event.apply(RecordJson.read(told, json));
    }
  }

  /** An output is one of several records: its kind goes with it, as text. */
  private record ToldReused(
      RunEvent.Stamp stamp, String step, String from, String made, String output) {
    static ToldReused of(RunEvent.Reused e) {
      return new ToldReused(e.stamp(), e.step(), e.from(), e.made(), OutputText.write(e.output()));
    }

    RunEvent event() {
      return new RunEvent.Reused(stamp, step, from, made, OutputText.read(output));
    }
  }

  private record ToldAdopted(RunEvent.Stamp stamp, String step, String output) {
    static ToldAdopted of(RunEvent.Adopted e) {
      return new ToldAdopted(e.stamp(), e.step(), OutputText.write(e.output()));
    }

    RunEvent event() {
      return new RunEvent.Adopted(stamp, step, OutputText.read(output));
    }
  }

  private record ToldStepFinished(
      RunEvent.Stamp stamp,
      String step,
      RunStatus status,
      String fingerprint,
      Optional<String> output,
      Map<String, Long> rows,
      Duration took,
      Optional<String> error) {
    static ToldStepFinished of(RunEvent.StepFinished e) {
      return new ToldStepFinished(
          e.stamp(),
          e.step(),
          e.status(),
          e.fingerprint(),
          e.output().map(OutputText::write),
          e.rows(),
          e.took(),
          e.error());
    }

    RunEvent event() {
      return new RunEvent.StepFinished(
          stamp, step, status, fingerprint, output.map(OutputText::read), rows, took, error);
    }
  }
}
