package dev.plumbline.pipeline.event;

import dev.plumbline.pipeline.Metrics;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Events that go along with what a run leaves behind, such as a commit, so that the run can be
 * recorded again from there: compressed, in a text without quotes. What is only told to people
 * stays out, and what is too long for such a place.
 */
public final class EventBundle {
  /** Characters of the longest bundle: a commit stays small. */
  public static final int MOST = 16_000;

  private EventBundle() {}

  /** What of an event goes along; empty for one that does not. */
  public static Optional<RunEvent> carried(RunEvent event) {
    if (event instanceof RunEvent.RunStarted e) {
      return Optional.of(start(e, e.parameters()));
    }
    if (event instanceof RunEvent.Evaluated e) {
      return Optional.of(
          new RunEvent.Evaluated(
              e.stamp(), e.step(), new Metrics(e.metrics().values(), List.of())));
    }
    if (event instanceof RunEvent.Committed e) {
      return Optional.of(
          new RunEvent.Committed(
              e.stamp(),
              e.step(),
              e.version(),
              e.mode(),
              new Profile(e.profile().rows(), List.of())));
    }
    if (event instanceof RunEvent.Rejected e) {
      return Optional.of(new RunEvent.Rejected(e.stamp(), e.step(), e.rows(), List.of()));
    }
    boolean kept =
        event instanceof RunEvent.StepStarted
            || event instanceof RunEvent.InputRead
            || event instanceof RunEvent.Reused
            || event instanceof RunEvent.Adopted
            || event instanceof RunEvent.GateJudged
            || event instanceof RunEvent.Registered
            || event instanceof RunEvent.StepFinished
            || event instanceof RunEvent.RunFinished;
    return kept ? Optional.of(event) : Optional.empty();
  }

  private static RunEvent start(RunEvent.RunStarted e, Map<String, String> parameters) {
    Map<String, String> environment = new TreeMap<>(e.environment());
    environment.remove("libraries");
    return new RunEvent.RunStarted(
        e.stamp(), e.pipeline(), e.engine(), e.interval(), parameters, environment, "", "");
  }

  /**
   * Events in a text. Where they are too many, what fingerprints are made of is left out; then
   * inputs and parameters; then all but the first and the last.
   */
  public static String pack(List<RunEvent> events) {
    String whole = compressed(events);
    if (whole.length() <= MOST) {
      return whole;
    }
    String bare = compressed(events.stream().map(EventBundle::withoutIngredients).toList());
    if (bare.length() <= MOST) {
      return bare;
    }
    String few =
        compressed(
            events.stream()
                .filter(e -> !(e instanceof RunEvent.InputRead))
                .map(EventBundle::withoutIngredients)
                .map(EventBundle::withoutParameters)
                .toList());
    return few.length() <= MOST || events.size() < 2
        ? few
        : compressed(
            List.of(
                withoutParameters(events.get(0)),
                withoutParameters(withoutIngredients(events.get(events.size() - 1)))));
  }

  private static RunEvent withoutIngredients(RunEvent event) {
    return event instanceof RunEvent.StepStarted e
        ? new RunEvent.StepStarted(
            e.stamp(), e.step(), e.kind(), e.attempt(), e.fingerprint(), Map.of(), e.parameters())
        : event;
  }

  private static RunEvent withoutParameters(RunEvent event) {
    if (event instanceof RunEvent.StepStarted e) {
      return new RunEvent.StepStarted(
          e.stamp(), e.step(), e.kind(), e.attempt(), e.fingerprint(), e.ingredients(), Map.of());
    }
    return event instanceof RunEvent.RunStarted e
        ? new RunEvent.RunStarted(
            e.stamp(), e.pipeline(), e.engine(), e.interval(), Map.of(), Map.of(), "", "")
        : event;
  }

  private static String compressed(List<RunEvent> events) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      for (RunEvent event : events) {
        zip.write((EventJson.write(event) + "\n").getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory has no errors
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  /**
   * The events of a text.
   *
   * @throws IllegalArgumentException when it holds none, or some of a form that isn't known
   */
  public static List<RunEvent> unpack(String text) {
    List<RunEvent> events = new ArrayList<>();
    try (GZIPInputStream zip =
        new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(text)))) {
      String lines = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
      lines.lines().forEach(line -> events.add(EventJson.read(line)));
    } catch (IOException e) {
      throw new IllegalArgumentException("Cannot read events: " + e.getMessage(), e);
    }
    return events;
  }
}
