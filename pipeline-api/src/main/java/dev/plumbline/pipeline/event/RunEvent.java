package dev.plumbline.pipeline.event;

import dev.plumbline.pipeline.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What happened in a run. Events of one run come in order, each with the run's id and a time; the
 * pair of run id and {@code sequence} names an event, so that a repeated delivery is known.
 */
public sealed interface RunEvent {
  /** Which event of which run, and when. */
  record Stamp(String runId, long sequence, Instant at) {}

  Stamp stamp();

  default String runId() {
    return stamp().runId();
  }

  /**
   * The first event.
   *
   * @param interval as text, empty for a pipeline that uses none
   * @param parameters every parameter of pipeline and steps: {@code pipeline.x}, {@code step.x}
   * @param environment code, JDK, engine and libraries, by name
   * @param plan the plan as people read it; of one step where that alone is done again
   * @param planJson the stored form of the plan; empty where one step is done again, or the run is
   *     gone on with, by the plan that it stored when it began
   */
  record RunStarted(
      Stamp stamp,
      String pipeline,
      String engine,
      Optional<String> interval,
      Map<String, String> parameters,
      Map<String, String> environment,
      String plan,
      String planJson)
      implements RunEvent {}

  /**
   * A step begins; also told for steps that are fused into others, which end with them.
   *
   * @param attempt 1 for the first
   * @param ingredients what the fingerprint is made of, by name
   */
  record StepStarted(
      Stamp stamp,
      String step,
      String kind,
      int attempt,
      String fingerprint,
      Map<String, String> ingredients,
      Map<String, String> parameters)
      implements RunEvent {}

  /** A step reads a table at a version, or a source by its identity. */
  record InputRead(Stamp stamp, String step, Optional<TableVersion> table, String source)
      implements RunEvent {}

  /** Rows so far, told now and then. */
  record Progress(Stamp stamp, String step, long rows, String detail) implements RunEvent {}

  /** One point of a metric's history, as a trainer tells it. */
  record MetricPoint(Stamp stamp, String step, String metric, long at, double value)
      implements RunEvent {}

  /**
   * What an earlier run made stands, and is taken over; the step ends at once.
   *
   * @param from the run that made it
   * @param made the step's name there
   */
  record Reused(Stamp stamp, String step, String from, String made, StepOutput output)
      implements RunEvent {}

  /**
   * What an earlier process of this run committed, and could not tell, is taken over; the step ends
   * at once.
   */
  record Adopted(Stamp stamp, String step, StepOutput output) implements RunEvent {}

  /**
   * What a step made waits for its commit, which is next: who records it keeps what can't be found
   * out again after it.
   *
   * @param profile of rows; empty for a model
   * @param rows by step, for those that were counted
   */
  record Staged(Stamp stamp, String step, Optional<Profile> profile, Map<String, Long> rows)
      implements RunEvent {}

  /** Numbers and files of an evaluation. */
  record Evaluated(Stamp stamp, String step, Metrics metrics) implements RunEvent {}

  /** Rows became visible. */
  record Committed(Stamp stamp, String step, TableVersion version, String mode, Profile profile)
      implements RunEvent {}

  /** Rows that an ingest could not read: how many, and the first few. */
  record Rejected(Stamp stamp, String step, long rows, List<String> samples) implements RunEvent {}

  /** A gate said yes or no, and why. */
  record GateJudged(Stamp stamp, String step, String gate, boolean passed, List<String> reasons)
      implements RunEvent {}

  /** A version was registered; its alias moved where one is named. */
  record Registered(Stamp stamp, String step, String model, int version, Optional<String> alias)
      implements RunEvent {}

  /** What an engine was seen to read or do otherwise than declared, or what a user should know. */
  record Warned(Stamp stamp, String step, String message) implements RunEvent {}

  /** A try failed and another follows. */
  record Retried(Stamp stamp, String step, int attempt, String error, Duration pause)
      implements RunEvent {}

  /**
   * A step ended.
   *
   * @param rows by step, for those that were counted
   * @param error for a failed step: what can't be done, and what to do
   */
  record StepFinished(
      Stamp stamp,
      String step,
      RunStatus status,
      String fingerprint,
      Optional<StepOutput> output,
      Map<String, Long> rows,
      Duration took,
      Optional<String> error)
      implements RunEvent {}

  /** The last event. */
  record RunFinished(Stamp stamp, RunStatus status, Duration took, Optional<String> error)
      implements RunEvent {}
}
